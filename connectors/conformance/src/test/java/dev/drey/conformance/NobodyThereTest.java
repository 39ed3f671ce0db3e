// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.backend.Loopback;
import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pipelines whose system is at an address where nobody takes connections, all at once, for each
 * waits a while.
 */
@Timeout(120)
final class NobodyThereTest {
  /** Those that retry give up where nobody ever answered after ten seconds. */
  private static final Duration SOON = Duration.ofSeconds(90);

  private static final String START =
      "apiVersion: drey/v1\n"
          + "name: nobody\n"
          + "sources:\n"
          + "  rows:\n"
          + "    datagen: {rows: 3}\n"
          + "    type: {id: STRING NOT NULL, n: DOUBLE NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}\n";

  /** By what stands in the sink `out`; PORT is where nobody is. */
  private static final List<String> SINKS =
      List.of(
          "http: {url: \"http://127.0.0.1:PORT/rows\", auth: {value: hush}}, format: json",
          "opensearch: {url: \"http://127.0.0.1:PORT\", index: rows, user: u, password: hush}",
          "elasticsearch: {url: \"http://127.0.0.1:PORT\", index: rows, apiKey: hush}",
          "prometheus: {url: \"http://127.0.0.1:PORT/write\", metrics: {n: n}, labels: {id: id},"
              + " time: at, token: hush, outOfOrder: skip}",
          "jdbc: {url: \"jdbc:postgresql://127.0.0.1:PORT/plant\", table: rows, user: u, password:"
              + " hush}");

  private static final List<String> LOOKUPS =
      List.of(
          "http: {url: \"http://127.0.0.1:PORT/{id}\", auth: {value: hush}}",
          "jdbc: {url: \"jdbc:postgresql://127.0.0.1:PORT/plant\", table: rows, user: u, password:"
              + " hush}");

  @RegisterExtension static final Cluster CLUSTER = Cluster.of(2);

  private final Catalog catalog = Catalog.load(NobodyThereTest.class.getClassLoader());
  private final String port = Integer.toString(Loopback.freePort());

  private JobClient start(String spec) throws Exception {
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of("spec.yaml", START + spec.replace("PORT", port)),
                CompilerOptions.builder().build());
    assertThat(result.plan()).as(spec + result.diagnostics()).isPresent();
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new GraphBuilder(catalog).build(result.plan().orElseThrow(), environment, true);
    return environment.executeAsync();
  }

  private JobClient startSink(String sink) throws Exception {
    return start("sinks:\n  out: {from: rows, " + sink + "}\n");
  }

  private JobClient startLookup(String lookup) throws Exception {
    return start(
        "streams:\n"
            + "  asked:\n"
            + "    from: rows\n"
            + "    lookup:\n"
            + "      "
            + lookup
            + "\n"
            + "      key: {id: id}\n"
            + "      as: known\n"
            + "      type: {id: STRING NOT NULL, name: STRING}\n"
            + "      retry: {attempts: 3, backoff: 100ms}\n"
            + "sinks:\n"
            + "  out: {from: asked, discard: {}}\n");
  }

  @Shows(
      connector = {"http", "opensearch", "elasticsearch", "prometheus", "jdbc"},
      role = Kind.SINK,
      contract = Contract.UNREACHABLE)
  @Shows(
      connector = {"http", "jdbc"},
      role = Kind.LOOKUP,
      contract = Contract.UNREACHABLE)
  @Test
  void theJobFailsSoonAndSaysWhoIsNotThere() throws Exception {
    Map<JobClient, String> said = new LinkedHashMap<>();
    for (String lookup : LOOKUPS) {
      said.put(startLookup(lookup), "the lookup of id = ");
    }
    for (String sink : SINKS) {
      said.put(startSink(sink), "sink `out` reaches nobody: ");
    }
    for (Map.Entry<JobClient, String> job : said.entrySet()) {
      Throwable failure =
          catchThrowable(
              () -> job.getKey().getJobExecutionResult().get(SOON.toSeconds(), TimeUnit.SECONDS));
      assertThat(Throwables.getStackTrace(failure))
          .contains(job.getValue())
          .contains("127.0.0.1")
          .contains(port)
          .doesNotContain("hush");
    }
  }

  /** Whoever cancels a job need not wait until it gives up. */
  @Test
  void aJobThatWaitsCanBeCancelled() throws Exception {
    List<JobClient> jobs = new ArrayList<>();
    for (String sink : SINKS) {
      jobs.add(startSink(sink));
    }
    for (JobClient job : jobs) {
      Poll.until("start", SOON, () -> job.getJobStatus().get() == JobStatus.RUNNING);
      job.cancel().get(30, TimeUnit.SECONDS);
    }
    for (JobClient job : jobs) {
      Throwable ended = catchThrowable(() -> job.getJobExecutionResult().get(30, TimeUnit.SECONDS));
      assertThat(ended).hasStackTraceContaining("Job was cancelled");
    }
  }
}
