// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What windows over files should give, by the words of {@code docs/guide/time.md} and slowly: one
 * row after the other, every decision from all rows before it. Times in milliseconds.
 */
final class TimeModel {
  static final long NEVER = Long.MIN_VALUE;

  private TimeModel() {}

  /** A row, the watermark that it meets on its way, and where it stands among all. */
  static final class Row {
    final String key;
    final long time;
    final int id;
    long watermark = NEVER;
    int way;

    Row(String key, long time, int id) {
      this.key = key;
      this.time = time;
      this.id = id;
    }

    boolean isBehind() {
      return time <= watermark;
    }

    String late() {
      return id + " " + key + " by " + (watermark - time) + " at " + watermark;
    }
  }

  /** The files of a source as one sequence: always the next row of the file that is least far. */
  static List<Row> source(List<List<Row>> files, long disorder) {
    int[] next = new int[files.size()];
    List<Row> read = new ArrayList<>();
    long reached = NEVER;
    while (true) {
      int least = -1;
      for (int i = 0; i < next.length; i++) {
        boolean unfinished = next[i] < files.get(i).size();
        if (unfinished
            && (least < 0
                || reached(files.get(i), next[i], disorder)
                    < reached(files.get(least), next[least], disorder))) {
          least = i;
        }
      }
      if (least < 0) {
        return read;
      }
      reached = Math.max(reached, reached(files.get(least), next[least], disorder));
      Row row = files.get(least).get(next[least]++);
      row.watermark = reached;
      read.add(row);
    }
  }

  /** The watermark of a file; of an unread one what its first row gives. */
  private static long reached(List<Row> file, int read, long disorder) {
    long greatest =
        file.subList(0, Math.max(read, 1)).stream().mapToLong(row -> row.time).max().orElseThrow();
    return greatest - disorder - 1;
  }

  /** Several ways as one: by time, what is behind by its watermark. */
  static List<Row> meeting(List<List<Row>> ways) {
    List<Row> all = new ArrayList<>();
    for (int way = 0; way < ways.size(); way++) {
      for (Row row : ways.get(way)) {
        row.way = way;
        all.add(row);
      }
    }
    all.sort(
        Comparator.<Row>comparingLong(row -> row.isBehind() ? row.watermark : row.time - 1)
            .thenComparingInt(row -> row.way));
    return all;
  }

  /** Windows of a size: results as {@code key start ids}, updates included, and late rows. */
  static Outcome tumbling(List<Row> rows, long size, long lateness) {
    Outcome outcome = new Outcome();
    Map<String, List<List<Row>>> versions = new TreeMap<>();
    for (Row row : rows) {
      long start = Math.floorDiv(row.time, size) * size;
      long last = start + size - 1;
      if (row.watermark >= last + lateness) {
        outcome.late.add(row.late());
        continue;
      }
      List<List<Row>> results =
          versions.computeIfAbsent(row.key + " " + start, window -> new ArrayList<>());
      List<Row> version =
          results.isEmpty() ? new ArrayList<>() : new ArrayList<>(results.get(results.size() - 1));
      version.add(row);
      if (!results.isEmpty() && row.watermark < last) {
        results.remove(results.size() - 1);
      }
      results.add(version);
    }
    versions.forEach(
        (window, results) ->
            results.forEach(version -> outcome.results.add(window + " " + ids(version))));
    return outcome;
  }

  /** Sessions of a gap: results as {@code key start end ids}, and late rows. */
  static Outcome sessions(List<Row> rows, long gap) {
    Outcome outcome = new Outcome();
    Map<String, List<List<Row>>> open = new TreeMap<>();
    long watermark = NEVER;
    for (Row row : rows) {
      if (row.isBehind()) {
        watermark = Math.max(watermark, row.watermark);
      }
      List<List<Row>> sessions = open.computeIfAbsent(row.key, key -> new ArrayList<>());
      List<Row> merged = new ArrayList<>();
      for (List<Row> session : List.copyOf(sessions)) {
        boolean closed = last(session) + gap - 1 <= watermark;
        if (!closed && first(session) <= row.time + gap && row.time <= last(session) + gap) {
          merged.addAll(session);
          sessions.remove(session);
        }
      }
      merged.add(row);
      if (last(merged) + gap - 1 <= watermark) {
        outcome.late.add(row.late());
      } else {
        sessions.add(merged);
      }
    }
    open.forEach(
        (key, sessions) ->
            sessions.forEach(
                session ->
                    outcome.results.add(
                        key
                            + " "
                            + first(session)
                            + " "
                            + (last(session) + gap)
                            + " "
                            + session.size())));
    return outcome;
  }

  private static long first(List<Row> session) {
    return session.stream().mapToLong(row -> row.time).min().orElseThrow();
  }

  private static long last(List<Row> session) {
    return session.stream().mapToLong(row -> row.time).max().orElseThrow();
  }

  private static String ids(List<Row> rows) {
    StringBuilder ids = new StringBuilder();
    rows.forEach(row -> ids.append(row.id).append(','));
    return ids.toString();
  }

  /** Results and late rows, in no order. */
  static final class Outcome {
    final List<String> results = new ArrayList<>();
    final List<String> late = new ArrayList<>();
  }
}
