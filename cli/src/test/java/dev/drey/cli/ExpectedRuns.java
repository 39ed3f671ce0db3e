// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.cli.TimeModel.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the model says of some rows, and what the first run said of windows over windows. */
final class ExpectedRuns {
  static final long SIZE = 10_000;
  static final long LATENESS = 4_000;
  static final long GAP = 2_000;

  private final TimeModel.Outcome tumbling;
  private final TimeModel.Outcome updated;
  private final TimeModel.Outcome sessions;
  private List<String> windowsOfWindows = List.of();

  ExpectedRuns(List<Row> rows) {
    tumbling = TimeModel.tumbling(rows, SIZE, 0);
    updated = TimeModel.tumbling(rows, SIZE, LATENESS);
    sessions = TimeModel.sessions(rows, GAP);
  }

  void compare(String which, Map<String, List<Object[]>> got) {
    assertThat(tumbling.late).as(which).isNotEmpty();
    same(which, results(got, "w"), tumbling.results);
    same(which, late(got, "w_late"), tumbling.late);
    same(which, results(got, "u"), updated.results);
    same(which, late(got, "u_late"), updated.late);
    same(which, sessions(got), sessions.results);
    same(which, late(got, "s_late"), sessions.late);
    List<String> second =
        got.getOrDefault("ww", List.of()).stream()
            .map(Arrays::deepToString)
            .sorted()
            .collect(Collectors.toList());
    if (windowsOfWindows.isEmpty()) {
      windowsOfWindows = second;
    }
    assertThat(second).as(which).isNotEmpty().isEqualTo(windowsOfWindows);
  }

  private static void same(String which, List<String> got, List<String> expected) {
    assertThat(got).as(which).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> results(Map<String, List<Object[]>> got, String stream) {
    return got.getOrDefault(stream, List.of()).stream()
        .map(
            row -> {
              StringBuilder ids = new StringBuilder();
              ((List<?>) row[3]).forEach(id -> ids.append(id).append(','));
              return row[0] + " " + row[1] + " " + ids;
            })
        .collect(Collectors.toList());
  }

  private static List<String> sessions(Map<String, List<Object[]>> got) {
    return got.getOrDefault("s", List.of()).stream()
        .map(row -> row[0] + " " + row[1] + " " + row[2] + " " + row[3])
        .collect(Collectors.toList());
  }

  private static List<String> late(Map<String, List<Object[]>> got, String stream) {
    return got.getOrDefault(stream, List.of()).stream()
        .map(row -> row[0] + " " + row[1] + " by " + row[3] + " at " + row[4])
        .collect(Collectors.toList());
  }
}
