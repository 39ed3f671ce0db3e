// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * What is measured of one run in a JVM of its own: {@code FIGURE JOB PEER BACKEND RECORDS CARDS
 * MINUTES}, the minutes being the length of a sliding window.
 */
final class Once {
  private static final int WINDOW = 150_000;

  private final Job job;
  private final Peer peer;
  private final Setting setting;
  private final int records;
  private final int cards;
  private final int minutes;

  private Once(String[] arguments) {
    this.job = Job.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    this.peer = Peer.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    this.setting = Setting.of(Backend.valueOf(arguments[3].toUpperCase(Locale.ROOT)), 1);
    this.records = Integer.parseInt(arguments[4]);
    this.cards = Integer.parseInt(arguments[5]);
    this.minutes = Integer.parseInt(arguments[6]);
  }

  public static void main(String[] arguments) throws Exception {
    Figures.endOnFailure();
    Once once = new Once(arguments);
    switch (arguments[0]) {
      case "start":
        once.start();
        break;
      case "steady":
        once.steady();
        break;
      case "checkpoint":
        once.checkpoint();
        break;
      case "recovery":
        once.recovery();
        break;
      default:
        throw new IllegalArgumentException(arguments[0]);
    }
    // A job without an end may still run.
    System.exit(0);
  }

  private Trial trial(Input input) throws Exception {
    Trial trial =
        new Trial(job, CardTransactions.generate(records, input.of(cards)))
            .edited(text -> text.replace("size: 1h", "size: " + minutes + "m"));
    Bench.prepare(trial.input(), 1, false, false);
    return trial;
  }

  /** From the call that starts it, in a JVM that has done nothing else. */
  private void start() throws Exception {
    Trial trial = trial(job.input());
    long begin = System.nanoTime();
    JobClient running = trial.start(peer, setting);
    while (seconds(begin) < 10 && !running.getJobExecutionResult().isDone()) {
      Thread.sleep(5);
    }
    // Where the input was too short for ten seconds, as many as it would have been.
    Figures.print("reads", Bench.reads() * Math.max(1, 10 / seconds(begin)));
    while (Bench.firstResultNanos() == 0) {
      Thread.sleep(5);
    }
    Figures.print("first", (Bench.firstResultNanos() - begin) / 1e9);
  }

  /** Records a second over the last four tenths, by when windows slide. */
  private void steady() throws Exception {
    Trial trial = trial(job.input().every(40));
    var unused = trial.start(peer, setting);
    await(records * 6L / 10);
    long begin = System.nanoTime();
    long from = Bench.reads();
    await(records);
    Figures.print("records/s", (records - from) / seconds(begin));
  }

  /** The bytes of all state, with all cards in one open window. */
  private void checkpoint() throws Exception {
    JobClient running = trial(job.input().every(0)).endless().start(peer, inFiles());
    await(records * 2L);
    Path folder = Files.createTempDirectory("drey-bench-");
    String made =
        running
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.NATIVE)
            .get();
    try (Stream<Path> files = Files.walk(Path.of(java.net.URI.create(made)))) {
      Figures.print("bytes", (double) files.mapToLong(Once::size).sum());
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** From a failure in the middle of a window to the next result behind it. */
  private void recovery() throws Exception {
    Trial trial = trial(job.input());
    int windows = records / WINDOW;
    Bench.failAt((windows - 2L) * WINDOW + WINDOW / 2);
    JobClient running =
        trial.start(
            peer,
            inFiles()
                .with("execution.checkpointing.interval", "500ms")
                .with("restart-strategy.type", "fixed-delay")
                .with("restart-strategy.fixed-delay.delay", "0s"));
    while (Bench.failedNanos() == 0) {
      Thread.sleep(1);
    }
    long reads = Bench.reads();
    while (Bench.reads() == reads) {
      Thread.sleep(1);
    }
    long resumed = System.nanoTime();
    while (Bench.lastResultNanos() <= resumed) {
      Thread.sleep(1);
    }
    Figures.print("seconds", (Bench.lastResultNanos() - Bench.failedNanos()) / 1e9);
    running.cancel().get();
  }

  /** With state in files, however little it is: on the heap Flink keeps up to 5 MB in memory. */
  private Setting inFiles() throws IOException {
    return setting
        .with("execution.checkpointing.storage", "filesystem")
        .with(
            "execution.checkpointing.dir",
            Files.createTempDirectory("drey-bench-").toUri().toString());
  }

  private static void await(long reads) throws InterruptedException {
    while (Bench.reads() < reads) {
      Thread.sleep(2);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
