// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Flink cluster in this JVM, shared by the tests of a class; what a test left running ends with
 * it.
 */
public final class Cluster implements BeforeAllCallback, AfterAllCallback {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final int taskManagers;
  private @Nullable MiniCluster cluster;

  private Cluster(int taskManagers) {
    this.taskManagers = taskManagers;
  }

  /** Of one task manager with four slots. */
  public static Cluster ofOne() {
    return new Cluster(1);
  }

  /** Of task managers with four slots each, of which one may be lost. */
  public static Cluster of(int taskManagers) {
    return new Cluster(taskManagers);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.bind-port", "0");
    if (taskManagers > 1) {
      // A lost one is missed soon.
      configuration.setString("heartbeat.interval", "500");
      configuration.setString("heartbeat.timeout", "5000");
    }
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(4)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    running().close();
  }

  private MiniCluster running() {
    return requireNonNull(cluster, "an extension of JUnit starts it");
  }

  /** An environment whose jobs run here, without Kryo, and fail at the first failure. */
  public StreamExecutionEnvironment environment(int parallelism) throws Exception {
    return environment(parallelism, new Configuration());
  }

  /** As {@link #environment(int)}, with further settings. */
  public StreamExecutionEnvironment environment(int parallelism, Configuration more)
      throws Exception {
    URI rest = running().getRestAddress().get();
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

  public JobID start(JobGraph graph) throws Exception {
    return running().submitJob(graph).get(LONG.toSeconds(), TimeUnit.SECONDS).getJobID();
  }

  /** The failure with which a job ended. */
  public Throwable failure(JobID job) throws Exception {
    JobResult result = result(job);
    return result
        .getSerializedThrowable()
        .orElseThrow(() -> new AssertionError("the job ended without failure: " + result))
        .deserializeError(getClass().getClassLoader());
  }

  /** Waits for a job that ends by itself. */
  public void awaitEnd(JobID job) throws Exception {
    result(job).toJobExecutionResult(getClass().getClassLoader());
  }

  private JobResult result(JobID job) throws Exception {
    return running().requestJobResult(job).get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends a task manager without goodbye and starts another. */
  public void replaceTaskManager() throws Exception {
    running().terminateTaskManager(0).get(LONG.toSeconds(), TimeUnit.SECONDS);
    running().startTaskManager();
  }

  /** Waits until as many checkpoints more than now are complete. */
  public void awaitCheckpoints(JobID job, int more) throws Exception {
    long before = completed(job);
    Poll.until("checkpoint of " + job, LONG, () -> completed(job) >= before + more);
  }

  private long completed(JobID job) throws Exception {
    return running()
        .getExecutionGraph(job)
        .get(10, TimeUnit.SECONDS)
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  /** Stops a job in order; the path of what it left. */
  public Path stopWithSavepoint(JobID job, Path folder) throws Exception {
    String savepoint =
        running()
            .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(LONG.toSeconds(), TimeUnit.SECONDS);
    return Paths.get(URI.create(savepoint));
  }

  public void stop(JobID job) throws Exception {
    running().cancelJob(job).get(LONG.toSeconds(), TimeUnit.SECONDS);
    Poll.until(
        "end of " + job,
        LONG,
        () -> running().getJobStatus(job).get(10, TimeUnit.SECONDS) == JobStatus.CANCELED);
  }
}
