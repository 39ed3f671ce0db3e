package dev.drey.connector;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An embedded Flink of four slots, shared by the tests of a class. */
public final class Cluster implements BeforeAllCallback, AfterAllCallback {
  private @Nullable MiniCluster cluster;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    requireNonNull(cluster).close();
  }

  /** An environment whose jobs run here, without Kryo, and fail at the first failure. */
  public StreamExecutionEnvironment environment(int parallelism) throws Exception {
    return environment(parallelism, new Configuration());
  }

  /** As {@link #environment(int)}, with further settings. */
  public StreamExecutionEnvironment environment(int parallelism, Configuration more)
      throws Exception {
    URI rest = requireNonNull(cluster).getRestAddress().get();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.addAll(more);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment(
            rest.getHost(), rest.getPort(), configuration);
    environment.setParallelism(parallelism);
    return environment;
  }
}
