// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.format.FileDecoder;
import dev.drey.row.BadRecord;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a source connector builds from. */
@AutoValue
public abstract class SourceContext {
  public abstract StreamExecutionEnvironment environment();

  /** The source's name in the spec. */
  public abstract String name();

  public abstract OptionValues options();

  /** The columns of the rows to produce: declared and metadata columns. */
  public abstract RowType rowType();

  /**
   * Of a source whose rows change, the columns by which they replace each other; empty where rows
   * are taken back one by one, and for others.
   */
  public abstract List<Integer> keys();

  /** The rows' type, which also carries the rows that {@link BadRecord} makes. */
  public abstract TypeInformation<Object[]> typeInformation();

  /** Bytes to rows with the spec's error policy; for connectors that make rows: metadata only. */
  public abstract RecordReader reader();

  /** How files are read, where the format reads them as wholes; the reader has no decoder then. */
  public abstract Optional<FileDecoder> files();

  public abstract WatermarkStrategy<Object[]> watermarks();

  /** Whether the pipeline is asked to stop by itself at the end of what is there now. */
  public abstract boolean bounded();

  /**
   * Whether one subtask must emit all rows, in one order that depends on the records alone, with
   * every watermark before the first row that can tell the difference. Windows over rows so read
   * give the same in every run. Asked only of sources with event time that have a {@link
   * Connector#readingOrder}; their strategy's generators then say a watermark as soon as a row
   * moves it.
   */
  public abstract boolean inOrder();

  /**
   * Whether a source that is read {@link #inOrder} sends each watermark with the row that moves it,
   * for results depend on how far time is at each row.
   */
  public abstract boolean eachWatermark();

  /**
   * Whether the source leaves no mark in the system that it reads, as {@link Course#mark} names it:
   * what runs on a laptop does not get in the way of what is deployed.
   */
  public abstract boolean leavesNoMark();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_SourceContext.Builder()
        .keys(List.of())
        .bounded(false)
        .inOrder(false)
        .eachWatermark(false)
        .leavesNoMark(false);
  }

  /** Builds a {@link SourceContext}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder environment(StreamExecutionEnvironment environment);

    public abstract Builder name(String name);

    public abstract Builder options(OptionValues options);

    public abstract Builder rowType(RowType rowType);

    public abstract Builder keys(List<Integer> positions);

    public abstract Builder typeInformation(TypeInformation<Object[]> typeInformation);

    public abstract Builder reader(RecordReader reader);

    public abstract Builder files(Optional<FileDecoder> files);

    public abstract Builder watermarks(WatermarkStrategy<Object[]> watermarks);

    public abstract Builder bounded(boolean bounded);

    public abstract Builder inOrder(boolean inOrder);

    public abstract Builder eachWatermark(boolean eachWatermark);

    public abstract Builder leavesNoMark(boolean leavesNoMark);

    public abstract SourceContext build();
  }
}
