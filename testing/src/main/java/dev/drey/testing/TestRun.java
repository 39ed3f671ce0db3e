package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.Span;
import dev.drey.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.List;

/** One run of one checked test: its steps on fresh operators, until one fails. */
final class TestRun implements TestStep.Visitor {
  private final PipelineUnderTest.Running running;
  private final Diagnostics problems = new Diagnostics();
  private final List<Correction> corrections = new ArrayList<>();

  private TestRun(PipelineUnderTest.Running running) {
    this.running = running;
  }

  static SpecTestResult run(SpecTestCase test, PipelineUnderTest pipeline) {
    long start = System.nanoTime();
    Diagnostics problems = new Diagnostics();
    List<Correction> corrections = new ArrayList<>();
    Span place = test.name().span();
    try {
      PipelineUnderTest.Running running = pipeline.start();
      try {
        TestRun run = new TestRun(running);
        for (TestStep step : test.steps()) {
          place = step.place();
          step.accept(run);
        }
        problems.addAll(run.problems.list());
        corrections.addAll(run.corrections);
      } finally {
        running.network().close();
      }
    } catch (FailedRow failed) {
      problems.addAll(failed.diagnostics.list());
    } catch (Exception failure) {
      problems.add(
          Diagnostic.at(
              TestCodes.FAILED_RUN, place, "the pipeline failed here: " + rootMessage(failure)));
    }
    return SpecTestResult.of(test, problems.list(), corrections, System.nanoTime() - start);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
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
  public void expect(TestStep.Expect step) {
    for (TestStep.NamedRows expected : step.streams()) {
      Observation observation = requireNonNull(running.observations().get(expected.name().text()));
      Expectation outcome = Expectation.check(expected, observation.take(), observation.type());
      if (!outcome.problems().isEmpty()) {
        problems.addAll(outcome.problems());
        corrections.add(outcome.correction());
      }
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
