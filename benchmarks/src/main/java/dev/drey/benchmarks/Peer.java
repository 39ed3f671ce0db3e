// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Who runs a job. */
enum Peer {
  DREY,
  /** The DataStream job by hand, with Flink's defaults. */
  HAND,
  /** The DataStream job by hand, with object reuse. */
  HAND_REUSE,
  /** Flink SQL with object reuse. */
  SQL_REUSE,
  /** No Flink: one loop with Drey's reader and writer and a map. What is to be had at most. */
  LOOP,
  /** Flink moves the bytes from its generator to the end, and does nothing else. */
  BYTES;

  /** A run's environment: embedded. */
  StreamExecutionEnvironment environment(Setting setting) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, this != HAND);
    setting.backend().configure(configuration);
    setting.extra().forEach(configuration::setString);
    return StreamExecutionEnvironment.createLocalEnvironment(setting.parallelism(), configuration);
  }

  void build(StreamExecutionEnvironment environment, Trial trial) {
    switch (this) {
      case DREY:
        DreyPipelines.build(environment, trial);
        break;
      case HAND:
      case HAND_REUSE:
        HandWritten.build(environment, trial);
        break;
      case SQL_REUSE:
        FlinkSql.build(environment, trial);
        break;
      case BYTES:
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    Bench::read,
                    trial.records(),
                    PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                WatermarkStrategy.noWatermarks(),
                "bytes")
            .sinkTo(new BenchSink<>(bytes -> bytes));
        break;
      case LOOP:
        throw new IllegalArgumentException("a loop is no job of Flink's");
    }
  }
}
