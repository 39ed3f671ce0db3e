// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import dev.drey.backend.KinesisEmulator;
import dev.drey.connector.ErrorPolicy;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that reads one stream into {@link Seen}, built as the translator builds it. */
final class SourceJob {
  private static final RowType RECORD =
      RowType.of(
          Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("ts", DataType.timestampLtz().notNull()));

  /** The columns behind those. */
  private static final Map<String, String> METADATA = new LinkedHashMap<>();

  static {
    METADATA.put("key", "partitionKey");
    METADATA.put("number", "sequenceNumber");
    METADATA.put("shard", "shardId");
    METADATA.put("arrived", "approximateArrivalTimestamp");
    METADATA.put("stream", "stream");
  }

  private final String name;
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final Configuration configuration = new Configuration();
  private ErrorPolicy policy = ErrorPolicy.FAIL;
  private WatermarkStrategy<Object[]> watermarks = WatermarkStrategy.noWatermarks();
  private int parallelism = 1;

  /**
   * @param stream also the name under which {@link Seen} keeps what was read
   */
  SourceJob(String stream) {
    this.name = stream;
    options.put("stream", stream);
    options.put("startFrom", "trim_horizon");
    options.put("shardDiscovery", Duration.ofMillis(500));
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("execution.checkpointing.interval", "200ms");
    configuration.setString("restart-strategy.type", "none");
  }

  SourceJob of(KinesisEmulator kinesis) {
    options.put("endpoint", kinesis.endpoint().toString());
    OptionValues keys =
        OptionValues.of(
            Map.of("accessKey", KinesisEmulator.ANY_KEY, "secretKey", KinesisEmulator.ANY_KEY));
    options.put("credentials", OptionValues.of(Map.of("basic", keys)));
    return this;
  }

  SourceJob option(String key, Object value) {
    options.put(key, value);
    return this;
  }

  SourceJob configure(String key, String value) {
    configuration.setString(key, value);
    return this;
  }

  SourceJob onError(ErrorPolicy newPolicy) {
    policy = newPolicy;
    return this;
  }

  SourceJob watermarks(WatermarkStrategy<Object[]> strategy) {
    watermarks = strategy.withTimestampAssigner((row, arrival) -> (Long) row[1]);
    return this;
  }

  SourceJob parallelism(int newParallelism) {
    parallelism = newParallelism;
    return this;
  }

  JobID start(Cluster cluster) throws Exception {
    return cluster.start(graph());
  }

  /** Goes on where another job stopped. */
  JobID start(Cluster cluster, Path savepoint) throws Exception {
    JobGraph graph = graph();
    graph.setSavepointRestoreSettings(
        SavepointRestoreSettings.forPath(savepoint.toUri().toString(), false));
    return cluster.start(graph);
  }

  private JobGraph graph() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    SingleOutputStreamOperator<Object[]> rows =
        SourceRun.of(new KinesisConnector(), OptionValues.of(options), RECORD)
            .name(name)
            .decoders(context -> new TextRows(context.produced().size()))
            .metadata(METADATA)
            .onError(policy)
            .watermarks(watermarks)
            .add(environment)
            .uid("source");
    rows.transform("seen", rows.getType(), new Seen(name)).uid("seen");
    return environment.getStreamGraph().getJobGraph();
  }
}
