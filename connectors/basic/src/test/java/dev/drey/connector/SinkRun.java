package dev.drey.connector;

import dev.drey.format.Format;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A sink of a spec, built as the compiler builds it. */
public final class SinkRun {
  private SinkRun() {}

  public static void add(
      SinkConnector connector,
      OptionValues options,
      RowType type,
      DataStream<Object[]> rows,
      Format format,
      OptionValues formatOptions) {
    connector
        .sink(
            SinkContext.builder()
                .name("output")
                .options(options)
                .rowType(type)
                .encoder(format.encoder(type, formatOptions))
                .build(),
            rows)
        .uid("output")
        .setParallelism(3);
  }
}
