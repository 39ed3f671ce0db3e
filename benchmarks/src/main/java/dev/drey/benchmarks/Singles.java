// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is measured of single runs: each of them as often as there are rounds, in turns. */
final class Singles {
  private static final long PATIENCE_SECONDS = 1_200;
  private static final List<Integer> LENGTHS = List.of(6, 60, 600);
  private static final int CARDS = 10_000;
  private static final int MANY_CARDS = 100_000;
  private static final int HOUR = 60;
  private static final double MIB = 1 << 20;

  private final Wanted wanted;
  private final Report report;

  Singles(Wanted wanted, Report report) {
    this.wanted = wanted;
    this.report = report;
  }

  /** A run that is measured. */
  private interface Run {
    Map<String, Double> figures() throws IOException, InterruptedException;
  }

  private Run once(
      String figure, Job job, Peer peer, Backend backend, int records, int cards, int minutes) {
    return () ->
        Figures.of(
            Once.class,
            List.of(),
            PATIENCE_SECONDS,
            figure,
            Report.arg(job),
            Report.arg(peer),
            Report.arg(backend),
            Integer.toString(records),
            Integer.toString(cards),
            Integer.toString(minutes));
  }

  /** The median of each figure of each run; of a run that failed none. */
  private List<Map<String, Double>> medians(List<Run> runs)
      throws IOException, InterruptedException {
    List<List<Map<String, Double>>> all = new ArrayList<>();
    runs.forEach(run -> all.add(new ArrayList<>()));
    for (int round = 0; round < wanted.rounds(); round++) {
      for (int i = 0; i < runs.size(); i++) {
        int turn = (i + round) % runs.size();
        try {
          all.get(turn).add(runs.get(turn).figures());
        } catch (IOException failure) {
          report.failed("Run " + turn, failure);
        }
      }
    }
    return all.stream().map(Singles::median).collect(Collectors.toList());
  }

  private static Map<String, Double> median(List<Map<String, Double>> rounds) {
    return rounds.isEmpty()
        ? Map.of()
        : rounds.get(0).keySet().stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name ->
                        Figures.median(
                            rounds.stream()
                                .mapToDouble(round -> requireNonNull(round.get(name)))
                                .toArray())));
  }

  private static double figure(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  private static List<Peer> measured(Wanted wanted, Job job) {
    return wanted.peers(job).stream()
        .filter(peer -> peer != Peer.LOOP && peer != Peer.BYTES)
        .collect(Collectors.toList());
  }

  void start() throws IOException, InterruptedException {
    report.heading(
        "start",
        "backend",
        "peer",
        "seconds to the first result",
        "records in the first ten seconds");
    for (Job job : wanted.jobs(List.of(Job.ETL, Job.TUMBLE))) {
      for (Backend backend : job.hasState() ? wanted.backends() : List.of(Backend.HEAP)) {
        List<Peer> peers = measured(wanted, job);
        List<Run> runs = new ArrayList<>();
        // Ten seconds' records at the rate of the fastest, or all where fewer are wanted.
        int records = wanted.records() * 2;
        peers.forEach(peer -> runs.add(once("start", job, peer, backend, records, CARDS, HOUR)));
        List<Map<String, Double>> medians = medians(runs);
        for (int i = 0; i < peers.size(); i++) {
          report.row(
              Report.name(job),
              Report.name(backend),
              Report.name(peers.get(i)),
              Report.ratio(figure(medians.get(i), "first")),
              Report.count(figure(medians.get(i), "reads")));
        }
      }
    }
  }

  void growth() throws IOException, InterruptedException {
    report.heading("growth: size / every", "backend", "records", "Drey records/s", "of that of 6");
    for (Backend backend : wanted.backends()) {
      int records = Math.max(wanted.records(), 60_000);
      List<Run> runs = new ArrayList<>();
      LENGTHS.forEach(
          minutes ->
              runs.add(once("steady", Job.SLIDE, Peer.DREY, backend, records, 1_000, minutes)));
      List<Map<String, Double>> medians = medians(runs);
      for (int i = 0; i < runs.size(); i++) {
        double rate = figure(medians.get(i), "records/s");
        report.row(
            LENGTHS.get(i),
            Report.name(backend),
            Report.count(records),
            Report.count(rate),
            Report.ratio(rate / figure(medians.get(0), "records/s")));
      }
    }
    report.heading(
        "growth: keys", "backend", "job", "peer", "Drey records/s", "peer records/s", "ratio");
    for (Job job : wanted.jobs(List.of(Job.TUMBLE, Job.SESSION))) {
      for (int cards : Arrays.asList(CARDS, MANY_CARDS, 1_000_000)) {
        keys(job, cards);
      }
    }
  }

  private void keys(Job job, int cards) throws IOException, InterruptedException {
    List<Peer> peers = measured(wanted, job);
    peers.remove(Peer.HAND);
    List<Run> runs = new ArrayList<>();
    for (Peer peer : peers) {
      runs.add(
          () ->
              Figures.of(
                  Measure.class,
                  List.of(),
                  PATIENCE_SECONDS,
                  Report.arg(job),
                  Report.arg(peer),
                  Report.arg(Backend.ROCKSDB),
                  "1",
                  Integer.toString(wanted.records()),
                  Integer.toString(cards)));
    }
    List<Map<String, Double>> medians = medians(runs);
    double ours = figure(medians.get(0), "records/s");
    for (int i = 1; i < peers.size(); i++) {
      double theirs = figure(medians.get(i), "records/s");
      report.row(
          Report.count(cards),
          Report.name(Backend.ROCKSDB),
          Report.name(job),
          Report.name(peers.get(i)),
          Report.count(ours),
          Report.count(theirs),
          Report.ratio(ours / theirs));
    }
  }

  void state() throws IOException, InterruptedException {
    report.heading(
        "state: 100,000 keys of tumble",
        "peer",
        "bytes of a full checkpoint",
        "seconds from a failure to the next result");
    for (Backend backend : wanted.backends()) {
      List<Peer> peers = measured(wanted, Job.TUMBLE);
      peers.remove(Peer.HAND);
      List<Run> runs = new ArrayList<>();
      for (Peer peer : peers) {
        runs.add(once("checkpoint", Job.TUMBLE, peer, backend, 1_200_000, MANY_CARDS, HOUR));
        runs.add(once("recovery", Job.TUMBLE, peer, backend, 1_200_000, MANY_CARDS, HOUR));
      }
      List<Map<String, Double>> medians = medians(runs);
      for (int i = 0; i < peers.size(); i++) {
        report.row(
            Report.name(backend),
            Report.name(peers.get(i)),
            Report.count(figure(medians.get(2 * i), "bytes")),
            Report.ratio(figure(medians.get(2 * i + 1), "seconds")));
      }
    }
  }

  void many() throws IOException, InterruptedException {
    report.heading(
        "many keys",
        "keys",
        "rows",
        "rows/s",
        "went on at row",
        "results lost or wrong",
        "bytes of a savepoint at the end");
    for (String window : List.of("sliding", "session")) {
      List<Map<String, Double>> figures =
          medians(
              List.of(
                  () ->
                      Figures.of(
                          ManyKeys.class,
                          List.of(),
                          4 * 3_600,
                          window,
                          Integer.toString(wanted.keys()))));
      Map<String, Double> of = figures.get(0);
      report.row(
          window,
          Report.count(wanted.keys()),
          Report.count(figure(of, "rows")),
          Report.count(figure(of, "rows/s")),
          Report.count(figure(of, "resumed")),
          Report.count(figure(of, "wrong")),
          Report.count(figure(of, "bytes")));
    }
  }

  /** On a heap of what Flink takes and 1.3 times the bound of the cache. */
  void memory() throws IOException, InterruptedException {
    report.heading(
        "cache of a window", "bound, MiB", "Flink alone, MiB", "heap, MiB", "live at the end, MiB");
    int bound = 128;
    for (String kind : new TreeSet<>(CacheBound.KINDS.keySet())) {
      String name = kind.replace(' ', '_');
      double alone = live(name, bound, 1_000, 2_048) / MIB;
      // What is live, and a fifth more for what is on its way and for the collector.
      long heap = Math.round(alone * 1.2 + 32 + bound * 1.3);
      String live;
      try {
        live = Report.count(live(name, bound, wanted.records() * 4, heap) / MIB);
      } catch (IOException failure) {
        report.failed(kind, failure);
        live = "**out of memory**";
      }
      report.row(kind, bound, Report.count(alone), heap, live);
    }
  }

  private static double live(String kind, int bound, int rows, long heap)
      throws IOException, InterruptedException {
    return requireNonNull(
        Figures.of(
                CacheBound.class,
                List.of(
                    "-Xmx" + heap + "m",
                    "-XX:-UseParallelGC",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError"),
                PATIENCE_SECONDS,
                kind,
                Integer.toString(bound),
                Integer.toString(rows))
            .get("live"));
  }
}
