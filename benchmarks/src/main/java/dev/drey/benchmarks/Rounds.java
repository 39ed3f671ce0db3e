// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Drey beside each peer. In a round each runs once, in a fresh JVM, one after the other; the order
 * rotates from round to round, so that a drift of the machine weighs on all. A pair is Drey and a
 * peer of one round; the table quotes the median of the pairs' ratios and their spread.
 */
final class Rounds {
  private static final long PATIENCE_SECONDS = 1_200;

  private final int rounds;
  private final Report report;

  Rounds(int rounds, Report report) {
    this.rounds = rounds;
    this.report = report;
  }

  void heading(String what) throws IOException {
    report.heading(
        what,
        "backend",
        "parallelism",
        "records",
        "peer",
        "Drey records/s",
        "peer records/s",
        "ratio, median",
        "ratio, min to max");
  }

  /**
   * @param name as the table has it
   * @param arg as {@link Measure} takes it
   * @param peers Drey and who is measured beside it
   */
  void rows(
      String name, String arg, Backend backend, int parallelism, int records, List<Peer> peers)
      throws IOException, InterruptedException {
    Map<Peer, double[]> rates = new EnumMap<>(Peer.class);
    for (Peer peer : peers) {
      rates.put(peer, new double[rounds]);
    }
    for (int round = 0; round < rounds; round++) {
      List<Peer> order = new ArrayList<>(peers);
      Collections.rotate(order, round);
      for (Peer peer : order) {
        try {
          requireNonNull(rates.get(peer))[round] = rate(arg, peer, backend, parallelism, records);
        } catch (IOException failure) {
          report.failed(name + " " + peer + " " + backend + " " + parallelism, failure);
          return;
        }
      }
    }
    double[] ours = requireNonNull(rates.remove(Peer.DREY));
    for (Map.Entry<Peer, double[]> theirs : rates.entrySet()) {
      double[] ratios = new double[rounds];
      Arrays.setAll(ratios, round -> ours[round] / theirs.getValue()[round]);
      Arrays.sort(ratios);
      report.row(
          name,
          Report.name(backend),
          parallelism,
          Report.count(records),
          Report.name(theirs.getKey()),
          Report.count(Figures.median(ours)),
          Report.count(Figures.median(theirs.getValue())),
          Report.ratio(Figures.median(ratios)),
          Report.ratio(ratios[0]) + " to " + Report.ratio(ratios[rounds - 1]));
    }
  }

  private static double rate(String arg, Peer peer, Backend backend, int parallelism, int records)
      throws IOException, InterruptedException {
    Map<String, Double> figures =
        Figures.of(
            Measure.class,
            List.of(),
            PATIENCE_SECONDS,
            arg,
            Report.arg(peer),
            Report.arg(backend),
            Integer.toString(parallelism),
            Integer.toString(records));
    double rate = requireNonNull(figures.get("records/s"));
    System.err.println(
        arg + " " + peer + " " + backend + " " + parallelism + " " + Report.count(rate));
    return rate;
  }
}
