// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.operator.StreamException;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.runtime.state.StateBackend;

/** One run of one checked test: its steps on fresh operators, until one fails. */
final class TestRun implements TestStep.Visitor {
  private final PipelineUnderTest.Running running;
  private final Diagnostics problems = new Diagnostics();
  private final List<Correction> corrections = new ArrayList<>();

  /** Where each stream or sink was last looked at. */
  private final Map<String, Span> named = new LinkedHashMap<>();

  /** How many rows waited on each stream and sink at the last expectation. */
  private final Map<String, Integer> seen = new HashMap<>();

  /** The rows that no expectation looks at, by stream or sink, as a test writes them. */
  private final Map<String, String> unseen = new LinkedHashMap<>();

  private final SpecTestCase test;
  private final TestedPipelines pipelines;

  private TestRun(SpecTestCase test, TestedPipelines pipelines, PipelineUnderTest.Running running) {
    this.test = test;
    this.pipelines = pipelines;
    this.running = running;
  }

  /**
   * @param backend where operators keep their state
   */
  static SpecTestResult run(SpecTestCase test, TestedPipelines pipelines, StateBackend backend) {
    long start = System.nanoTime();
    Diagnostics problems = new Diagnostics();
    List<Correction> corrections = new ArrayList<>();
    Span place = test.name().span();
    try {
      PipelineUnderTest.Running running = pipelines.first().start(test.tables(), backend);
      try {
        TestRun run = new TestRun(test, pipelines, running);
        for (TestStep step : test.steps()) {
          place = step.place();
          step.accept(run);
        }
        run.leftOver();
        problems.addAll(run.problems.list());
        corrections.addAll(run.corrections);
      } finally {
        running.network().close();
      }
    } catch (FailedRow failed) {
      problems.addAll(failed.diagnostics.list());
    } catch (Exception failure) {
      String message = message(failure);
      problems.add(
          Diagnostic.at(TestCodes.FAILED_RUN, place, "the pipeline failed here: " + message)
              .help(
                  message.startsWith("bad record in source")
                      ? "`onError: {to: NAME}` of the source makes a row of the stream NAME of it"
                      : "where such rows may come, TRY_CAST(...) and `x / NULLIF(n, 0)` give NULL")
              .build());
    }
    return SpecTestResult.of(test, problems.list(), corrections, System.nanoTime() - start);
  }

  /** What names stream and expression says more than what lies below it. */
  private static String message(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamException) {
        return String.valueOf(cause.getMessage());
      }
    }
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  @Override
  public void send(TestStep.Send step) throws Exception {
    for (TestStep.NamedRows sent : step.sources()) {
      SourceFeed feed = running.feeds().get(sent.name().text());
      if (feed == null) {
        continue; // A source that nothing reads; the checker knows it.
      }
      if (sent.file().isPresent()) {
        Diagnostics found = new Diagnostics();
        feed.sendFile(sent.file().get(), found);
        if (found.hasErrors()) {
          throw new FailedRow(found);
        }
      }
      for (YamlMapping row : sent.rows()) {
        Diagnostics found = new Diagnostics();
        feed.send(row, found);
        if (found.hasErrors()) {
          throw new FailedRow(found);
        }
      }
    }
  }

  @Override
  public void watermark(TestStep.Watermark step) throws Exception {
    for (TestStep.At at : step.times()) {
      long time = TestTime.instant(at.time().text()).orElseThrow();
      for (String name : running.feeds().keySet()) {
        boolean meant = at.source().isEmpty() || at.source().get().text().equals(name);
        SourceFeed feed = requireNonNull(running.feeds().get(name));
        if (meant && feed.hasEventTime()) {
          feed.watermark(time);
        }
      }
    }
  }

  @Override
  public void processingTime(TestStep.ProcessingTime step) throws Exception {
    running.network().advanceClock(TestTime.instant(step.time().text()).orElseThrow());
  }

  @Override
  public void restart(TestStep.Restart step) throws Exception {
    OptionalInt parallelism =
        step.parallelism().stream()
            .mapToInt(text -> new BigDecimal(text.text()).intValueExact())
            .findFirst();
    if (step.spec().isEmpty()) {
      running.restart(parallelism);
      return;
    }
    for (String name : running.observations().keySet()) {
      if (test.expects(name)) {
        report(name, step.place(), 0, "an `expect` before this step has to name it");
      }
    }
    PipelineUnderTest next = pipelines.other(step.spec().get().text());
    running.restart(next, test.tables(), parallelism);
    named.clear();
    seen.clear();
  }

  @Override
  public void idle(TestStep.Idle step) throws Exception {
    for (LocatedText source : step.sources()) {
      SourceFeed feed = running.feeds().get(source.text());
      if (feed != null) { // Else a source that nothing reads; the checker knows it.
        feed.idle();
      }
    }
  }

  @Override
  public void expect(TestStep.Expect step) {
    running.observations().forEach((name, rows) -> seen.put(name, rows.count()));
    for (TestStep.NamedRows expected : step.streams()) {
      Observation observation = requireNonNull(running.observations().get(expected.name().text()));
      named.put(expected.name().text(), expected.name().span());
      Expectation outcome = Expectation.check(expected, observation.take(), observation.type());
      if (!outcome.problems().isEmpty()) {
        problems.addAll(outcome.problems());
        outcome.correction().ifPresent(corrections::add);
      }
    }
  }

  /**
   * Rows that wait on a stream that the test looks at; where there are none, those that came on any
   * stream or sink after the last expectation.
   */
  private void leftOver() {
    Span last = test.steps().get(test.steps().size() - 1).place();
    named.forEach((name, place) -> report(name, place, 0, "a later `expect` has to name it"));
    if (!problems.hasErrors()) {
      for (String name : running.observations().keySet()) {
        if (!problems.hasErrors() && !named.containsKey(name)) {
          report(name, last, seen.getOrDefault(name, 0), "no `expect` comes after this step");
        }
      }
    }
    // What changes a step could stand in the same place: then the next run adds it.
    if (!unseen.isEmpty() && corrections.isEmpty()) {
      AddedStep.after(last, unseen).ifPresent(corrections::add);
    }
  }

  private void report(String name, Span place, int before, String label) {
    Observation observation = requireNonNull(running.observations().get(name));
    int came = observation.count() - before;
    if (came > 0) {
      String rows =
          observation.take().stream()
              .map(row -> ValueText.row(row, observation.type()))
              .collect(Collectors.joining(", "));
      unseen.put(name, rows);
      problems.add(
          Diagnostic.at(
                  TestCodes.UNSEEN_ROWS,
                  place,
                  (came == 1 ? "a row" : came + " rows")
                      + " came on `"
                      + name
                      + "` that no `expect` looks at")
              .label(label)
              .help(
                  "write at the end of the test - "
                      + AddedStep.expect(Map.of(name, rows))
                      + ", or let `drey test --update` do it"));
    }
  }

  /** A row that the pipeline refuses ends the test, as it would end the job. */
  private static final class FailedRow extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Diagnostics diagnostics;

    FailedRow(Diagnostics diagnostics) {
      this.diagnostics = diagnostics;
    }
  }
}
