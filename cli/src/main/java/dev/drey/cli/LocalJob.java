// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import dev.drey.text.Visible;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of a pipeline on a Flink inside this process. It ends with its input, with the first
 * failure (a laptop has nobody to restart for), with the limit that it was given, or with Ctrl-C:
 * then the input ends there, and what was read is written and committed. What came of it is told at
 * the end, unless it failed.
 */
final class LocalJob {
  private static final int PATIENCE_ON_INTERRUPT_SECONDS = 30;
  private static final int PATIENCE_SECONDS = 60;

  private final LogicalPlan plan;
  private final Catalog catalog;
  private final Terminal terminal;
  private final RunOptions options;
  private final String name = String.format("local-%08x", ThreadLocalRandom.current().nextInt());
  private final AtomicBoolean told = new AtomicBoolean();

  LocalJob(LogicalPlan plan, Catalog catalog, Terminal terminal, RunOptions options) {
    this.plan = plan;
    this.catalog = catalog;
    this.terminal = terminal;
    this.options = options;
  }

  int run() throws Exception {
    ProgressLine line = new ProgressLine(terminal.err());
    PrintStream out = System.out;
    if (terminal.watchedErr() && terminal.watchedOut()) {
      System.setOut(line.before(out));
    }
    try (TemporaryFolder folder = TemporaryFolder.create(terminal);
        RunFigures figures =
            new RunFigures(
                plan,
                each -> {
                  if (terminal.watchedErr()) {
                    line.show(each);
                  }
                })) {
      return run(folder, figures, line);
    } finally {
      line.end();
      System.setOut(out);
    }
  }

  private int run(TemporaryFolder folder, RunFigures figures, ProgressLine line) throws Exception {
    Optional<RowBudget> budget = options.limit().map(RowBudget::of);
    AtomicBoolean interrupted = new AtomicBoolean();
    RunningJob job = new RunningJob(submit(folder, figures, budget), folder, terminal);
    Thread onInterrupt =
        new Thread(
            () -> {
              interrupted.set(true);
              stop(job, PATIENCE_ON_INTERRUPT_SECONDS);
              tell(figures, line);
              folder.close();
            },
            "drey-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    budget.ifPresent(each -> endAfter(job, each::awaitSpent));
    options.longest().ifPresent(time -> endAfter(job, () -> sleep(time)));
    try {
      job.await();
      tell(figures, line);
      return interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.FINE;
    } catch (ExecutionException failure) {
      if (interrupted.get()) {
        return ExitCode.INTERRUPTED;
      }
      throw failure;
    } finally {
      budget.ifPresent(RowBudget::close);
      if (!interrupted.get()) {
        forget(onInterrupt);
      }
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Ctrl-C came as the run ended: the hook is running, and finds nothing left to do.
      return;
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }

  /** What a thread waits for. */
  private interface Wait {
    void run() throws InterruptedException;
  }

  private void endAfter(RunningJob job, Wait wait) {
    Thread thread =
        new Thread(
            () -> {
              try {
                wait.run();
              } catch (InterruptedException e) {
                return;
              }
              stop(job, PATIENCE_SECONDS);
            },
            "drey-end");
    thread.setDaemon(true);
    thread.start();
  }

  private static void stop(RunningJob job, int seconds) {
    try {
      job.stop(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(RunFigures figures, ProgressLine line) {
    if (told.compareAndSet(false, true)) {
      line.end();
      terminal.err().print(RunSummary.of(plan, catalog, figures));
      terminal.err().flush();
    }
  }

  private JobClient submit(TemporaryFolder folder, RunFigures figures, Optional<RowBudget> budget)
      throws Exception {
    LocalSettings settings = new LocalSettings(plan, options.parallelism());
    settings.note().ifPresent(terminal.err()::println);
    StartNotes.of(plan, catalog, options, name).stream()
        .map(Visible::lines)
        .forEach(terminal.err()::println);
    Configuration configuration = settings.configuration(folder);
    new RemoteFileSystems(System.getenv()).prepare(plan, catalog, configuration);
    ProgressReporter.addTo(configuration, figures);
    Optional<WebPage> page =
        options.ui() ? Optional.of(WebPage.in(configuration)) : Optional.empty();
    StreamExecutionEnvironment environment =
        page.isPresent()
            ? StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration)
            : StreamExecutionEnvironment.createLocalEnvironment(
                configuration.get(CoreOptions.DEFAULT_PARALLELISM), configuration);
    new GraphBuilder(catalog, new LocalEndpoints(catalog, name, !options.commitsOffsets(), budget))
        .build(plan, environment, options.untilNow());
    JobClient job = environment.executeAsync(plan.name());
    page.ifPresent(each -> terminal.err().println("Flink's web page: " + each.address()));
    return job;
  }
}
