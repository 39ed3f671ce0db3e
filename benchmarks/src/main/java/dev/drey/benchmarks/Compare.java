package dev.drey.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Every job on every backend, Drey beside each peer: {@code RECORDS PAIRS RESULTS_FILE COMMIT}. A
 * pair is two fresh JVMs one after the other; the order alternates from pair to pair, so that a
 * drift of the machine weighs on both. Quotes the median of the pairs' ratios and their spread.
 */
public final class Compare {
  private static final List<String> JVM =
      List.of("-Xmx6g", "-XX:+UseParallelGC", "--add-opens=java.base/java.util=ALL-UNNAMED");

  private final int records;
  private final int pairs;

  private Compare(int records, int pairs) {
    this.records = records;
    this.pairs = pairs;
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
    table.append(", ").append(records).append(" records, parallelism 1, ").append(pairs);
    table.append(" pairs\n\n| job | backend | peer | Drey records/s | peer records/s");
    table.append(" | ratio, median | ratio, min to max |\n|---|---|---|---|---|---|---|\n");
    for (Job job : Job.values()) {
      for (Backend backend : job == Job.ETL ? List.of(Backend.HEAP) : List.of(Backend.values())) {
        for (Peer peer : List.of(Peer.HAND, Peer.HAND_REUSE, Peer.SQL_REUSE)) {
          table.append(row(job, backend, peer));
        }
      }
    }
    return table.toString();
  }

  private String row(Job job, Backend backend, Peer peer) throws Exception {
    double[] ours = new double[pairs];
    double[] theirs = new double[pairs];
    double[] ratios = new double[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      if (pair % 2 == 0) {
        ours[pair] = measure(job, Peer.DREY, backend);
        theirs[pair] = measure(job, peer, backend);
      } else {
        theirs[pair] = measure(job, peer, backend);
        ours[pair] = measure(job, Peer.DREY, backend);
      }
      ratios[pair] = ours[pair] / theirs[pair];
    }
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %,.0f | %,.0f | %.2f | %.2f to %.2f |%n",
        lower(job),
        lower(backend),
        lower(peer).replace('_', ' '),
        median(ours),
        median(theirs),
        median(ratios),
        ratios[0],
        ratios[pairs - 1]);
  }

  private double measure(Job job, Peer peer, Backend backend) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Measure.class.getName());
    command.addAll(List.of(lower(job), lower(peer), lower(backend), Integer.toString(records)));
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
