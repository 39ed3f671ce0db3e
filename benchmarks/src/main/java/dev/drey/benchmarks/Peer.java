// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Who runs a job. */
enum Peer {
  DREY,
  /** The DataStream job by hand, with Flink's defaults. */
  HAND,
  /** The DataStream job by hand, with object reuse. */
  HAND_REUSE,
  /** Flink SQL with object reuse. */
  SQL_REUSE;

  /** A run's environment: embedded, parallelism 1. */
  StreamExecutionEnvironment environment(Backend backend) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, this != HAND);
    backend.configure(configuration);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    return environment;
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
        FlinkSql.build(environment, trial.job(), trial.input().count());
        break;
    }
  }
}
