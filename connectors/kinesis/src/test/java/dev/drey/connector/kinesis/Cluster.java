package dev.drey.connector.kinesis;

import dev.drey.backend.Poll;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this JVM; what a test left running ends with it. */
final class Cluster {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final MiniCluster cluster;
  private final List<JobID> jobs = new ArrayList<>();

  Cluster(int taskManagers) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.bind-port", "0");
    configuration.setString("heartbeat.interval", "500");
    configuration.setString("heartbeat.timeout", "5000");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  JobID start(JobGraph graph) throws Exception {
    JobID job = cluster.submitJob(graph).get(120, TimeUnit.SECONDS).getJobID();
    jobs.add(job);
    return job;
  }

  /** The failure with which a job ended. */
  Throwable failure(JobID job) throws Exception {
    JobResult result = cluster.requestJobResult(job).get(LONG.toSeconds(), TimeUnit.SECONDS);
    return result
        .getSerializedThrowable()
        .orElseThrow(() -> new AssertionError("the job ended without failure: " + result))
        .deserializeError(getClass().getClassLoader());
  }

  /** Waits for a job that ends by itself. */
  void awaitEnd(JobID job) throws Exception {
    JobResult result = cluster.requestJobResult(job).get(LONG.toSeconds(), TimeUnit.SECONDS);
    result.toJobExecutionResult(getClass().getClassLoader());
  }

  /** Ends a task manager without goodbye and starts another. */
  void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(0).get(120, TimeUnit.SECONDS);
    cluster.startTaskManager();
  }

  /** Waits until as many checkpoints more than now are complete. */
  void awaitCheckpoints(JobID job, int more) throws Exception {
    long before = completed(job);
    Poll.until("checkpoint of " + job, LONG, () -> completed(job) >= before + more);
  }

  private long completed(JobID job) throws Exception {
    return cluster
        .getExecutionGraph(job)
        .get(10, TimeUnit.SECONDS)
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  /** Stops a job in order; the path of what it left. */
  Path stopWithSavepoint(JobID job, Path folder) throws Exception {
    String savepoint =
        cluster
            .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(120, TimeUnit.SECONDS);
    jobs.remove(job);
    return Paths.get(URI.create(savepoint));
  }

  void stop(JobID job) throws Exception {
    cluster.cancelJob(job).get(120, TimeUnit.SECONDS);
    Poll.until(
        "end of " + job,
        LONG,
        () -> cluster.getJobStatus(job).get(10, TimeUnit.SECONDS) == JobStatus.CANCELED);
    jobs.remove(job);
  }

  void close() throws Exception {
    cluster.close();
  }
}
