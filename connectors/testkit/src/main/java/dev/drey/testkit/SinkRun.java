// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.JobConnector;
import dev.drey.connector.SinkContext;
import dev.drey.format.FileFormat;
import dev.drey.format.Format;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A sink of a spec, built as the compiler builds it. */
public final class SinkRun {
  private SinkRun() {}

  public static void add(
      JobConnector connector,
      OptionValues options,
      RowType type,
      DataStream<Object[]> rows,
      Format format,
      OptionValues formatOptions) {
    add(connector, context(options, type).encoder(format.encoder(type, formatOptions)), rows);
  }

  /**
   * With options that are expressions.
   *
   * @param expressions as {@link SinkContext#expressions}
   */
  public static void add(
      JobConnector connector,
      OptionValues options,
      Map<String, RowFunction> expressions,
      RowType type,
      DataStream<Object[]> rows,
      Format format) {
    add(
        connector,
        context(options, type)
            .expressions(expressions)
            .encoder(format.encoder(type, OptionValues.empty())),
        rows);
  }

  /** For files that are wholes. */
  public static void add(
      JobConnector connector,
      OptionValues options,
      RowType type,
      DataStream<Object[]> rows,
      FileFormat files,
      OptionValues formatOptions) {
    add(connector, context(options, type).files(files.encoder(type, formatOptions)), rows);
  }

  private static SinkContext.Builder context(OptionValues options, RowType type) {
    return SinkContext.builder().name("output").options(options).rowType(type);
  }

  private static void add(
      JobConnector connector, SinkContext.Builder context, DataStream<Object[]> rows) {
    connector.asSink().orElseThrow().sink(context.build(), rows).uid("output").setParallelism(3);
  }
}
