// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.JobConnector;
import dev.drey.connector.SinkContext;
import dev.drey.format.Format;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
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
    connector
        .asSink()
        .orElseThrow()
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
