package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.flink.LocalRuntime;
import dev.drey.plan.LogicalPlan;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * One run of a pipeline on a Flink inside this process. It ends with its input, with the first
 * failure (a laptop has nobody to restart for), or with Ctrl-C: then the input ends there, and what
 * was read is written and committed, within {@value #PATIENCE_SECONDS} seconds.
 */
final class LocalJob {
  private static final int PATIENCE_SECONDS = 15;
  private static final int DELETE_ATTEMPTS = 10;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private final LogicalPlan plan;
  private final Catalog catalog;
  private final Terminal terminal;

  LocalJob(LogicalPlan plan, Catalog catalog, Terminal terminal) {
    this.plan = plan;
    this.catalog = catalog;
    this.terminal = terminal;
  }

  int run(@Nullable Integer parallelism, boolean ui) throws Exception {
    Path state = Files.createTempDirectory("drey-run");
    Configuration configuration = configuration(parallelism, state);
    AtomicBoolean interrupted = new AtomicBoolean();
    JobClient job = submit(configuration, ui);
    Thread onInterrupt =
        new Thread(
            () -> {
              interrupted.set(true);
              stop(job, state);
              delete(state);
            },
            "drey-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    try {
      job.getJobExecutionResult().get();
      return interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.FINE;
    } catch (ExecutionException failure) {
      if (interrupted.get()) {
        return ExitCode.INTERRUPTED;
      }
      throw failure;
    } finally {
      if (!interrupted.get()) {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        delete(state);
      }
    }
  }

  private JobClient submit(Configuration configuration, boolean ui) throws Exception {
    StreamExecutionEnvironment environment =
        ui
            ? StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration)
            : StreamExecutionEnvironment.createLocalEnvironment(
                configuration.get(CoreOptions.DEFAULT_PARALLELISM), configuration);
    new GraphBuilder(catalog).build(plan, environment, true);
    if (ui) {
      terminal
          .err()
          .println("Flink's web page: http://localhost:" + RestOptions.PORT.defaultValue());
    }
    return environment.executeAsync(plan.name());
  }

  private Configuration configuration(@Nullable Integer parallelism, Path state) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.addAll(LocalRuntime.configuration(plan.runtime()));
    if (parallelism != null) {
      configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    }
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (terminal.watchedErr()) {
      ProgressReporter.addTo(configuration);
    }
    return configuration;
  }

  /**
   * A savepoint makes sinks commit what they have; where none can be made, the job is cancelled.
   */
  private void stop(JobClient job, Path state) {
    try {
      job.stopWithSavepoint(
              true, state.resolve("stop").toUri().toString(), SavepointFormatType.CANONICAL)
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException notStopped) {
      try {
        job.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException | InterruptedException gone) {
        // It ended by itself in between, or hangs; the process ends now in any case.
        terminal.err().println("stopped after the last checkpoint: " + Causes.inWords(notStopped));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Flink removes its checkpoints at the same time: files vanish, and come, while we look. */
  private void delete(Path folder) {
    IOException last = null;
    for (int attempt = 0; attempt < DELETE_ATTEMPTS && Files.exists(folder); attempt++) {
      try {
        Files.walkFileTree(folder, new Deletion());
      } catch (IOException again) {
        last = again;
      }
    }
    if (last != null && Files.exists(folder)) {
      terminal.err().println("left behind in " + folder + ": " + Causes.inWords(last));
    }
  }

  /** Deletes what is there; what is gone already is as wanted. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
