// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every job on every backend, Drey beside each peer: {@code RECORDS ROUNDS RESULTS_FILE COMMIT}. In
 * a round each runs once, in a fresh JVM, one after the other; the order rotates from round to
 * round, so that a drift of the machine weighs on all. A pair is Drey and a peer of one round; the
 * table quotes the median of the pairs' ratios and their spread.
 */
final class Compare {
  private static final List<String> JVM =
      List.of("-Xmx6g", "-XX:+UseParallelGC", "--add-opens=java.base/java.util=ALL-UNNAMED");

  private final int records;
  private final int rounds;

  private Compare(int records, int rounds) {
    this.records = records;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws Exception {
    Compare compare = new Compare(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    String table = compare.table(arguments[3]);
    Files.writeString(Path.of(arguments[2]), table);
    System.out.print(table);
  }

  private String table(String commit) throws Exception {
    StringBuilder table = new StringBuilder();
    table.append("JDK ").append(Runtime.version());
    table.append(", ").append(cpu()).append(", ");
    table.append(Runtime.getRuntime().availableProcessors()).append(" cores, ");
    table.append(String.join(" ", JVM)).append(", commit ").append(commit);
    table.append(", ").append(records).append(" records, parallelism 1, ").append(rounds);
    table.append(" pairs\n\n| job | backend | peer | Drey records/s | peer records/s");
    table.append(" | ratio, median | ratio, min to max |\n|---|---|---|---|---|---|---|\n");
    for (Job job : Job.values()) {
      for (Backend backend : job.hasState() ? List.of(Backend.values()) : List.of(Backend.HEAP)) {
        table.append(rows(job, backend));
      }
    }
    return table.toString();
  }

  private String rows(Job job, Backend backend) throws Exception {
    Map<Peer, double[]> rates = new EnumMap<>(Peer.class);
    for (Peer peer : job.peers()) {
      rates.put(peer, new double[rounds]);
    }
    for (int round = 0; round < rounds; round++) {
      List<Peer> order = new ArrayList<>(job.peers());
      Collections.rotate(order, round);
      for (Peer peer : order) {
        requireNonNull(rates.get(peer))[round] = measure(job, peer, backend);
      }
    }
    double[] ours = requireNonNull(rates.remove(Peer.DREY));
    StringBuilder rows = new StringBuilder();
    rates.forEach((peer, theirs) -> rows.append(row(job, backend, peer, ours, theirs)));
    return rows.toString();
  }

  private String row(Job job, Backend backend, Peer peer, double[] ours, double[] theirs) {
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %,.0f | %,.0f | %.2f | %.2f to %.2f |%n",
        lower(job).replace('_', ' '),
        lower(backend),
        lower(peer).replace('_', ' '),
        median(ours),
        median(theirs),
        median(ratios),
        ratios[0],
        ratios[rounds - 1]);
  }

  private double measure(Job job, Peer peer, Backend backend) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Measure.class.getName());
    command.addAll(
        List.of(lower(job), lower(peer), lower(backend), Integer.toString(job.records(records))));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + output);
    }
    System.err.print(job + " " + peer + " " + backend + " " + output);
    return output
        .lines()
        .filter(line -> line.startsWith("records/s "))
        .mapToDouble(line -> Double.parseDouble(line.substring("records/s ".length())))
        .findFirst()
        .orElseThrow(() -> new IOException("no figure in:\n" + output));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
