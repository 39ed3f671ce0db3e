// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RunningJobTest {
  /** As with {@code --for} where the job failed before, and its cluster has gone. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void endsWhatHasEnded() throws Exception {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    environment.fromData(1, 2).sinkTo(new DiscardingSink<>());
    StreamGraph graph = environment.getStreamGraph();
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .withRandomPorts()
                .build());
    cluster.start();
    JobClient job =
        new MiniClusterJobClient(
            cluster.submitJob(graph.getJobGraph()).get().getJobID(),
            cluster,
            RunningJobTest.class.getClassLoader(),
            JobFinalizationBehavior.NOTHING);
    job.getJobExecutionResult().get();
    cluster.close();
    assertThatThrownBy(job::getJobStatus).isInstanceOf(IllegalStateException.class);

    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    Terminal terminal =
        Terminal.of(stream, stream, new ByteArrayInputStream(new byte[0]), Path.of(""), false);
    try (TemporaryFolder folder = TemporaryFolder.create(terminal)) {
      new RunningJob(job, folder, terminal).stop(5);
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
