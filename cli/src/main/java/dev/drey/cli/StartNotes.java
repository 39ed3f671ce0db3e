// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.JobConnector;
import dev.drey.plan.End;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.shape.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to know at the start of a run: of sources that have no end of their own where each begins,
 * what it leaves behind, and what ends the run; of sinks what they take in their system, where the
 * deployed pipeline would take another. Nothing where neither is so.
 */
final class StartNotes {
  private StartNotes() {}

  /**
   * @param run the name by which this run is told from the deployed pipeline
   */
  static List<String> of(LogicalPlan plan, Catalog catalog, RunOptions options, String run) {
    List<String> notes = new ArrayList<>();
    boolean endless = false;
    for (PlanNode node : plan.nodes()) {
      Optional<End> end = node.end();
      if (end.isEmpty()) {
        continue;
      }
      ConnectorUsage usage = end.get().usage();
      JobConnector connector =
          JobConnector.of(catalog.connector(end.get().connector()).orElseThrow());
      if (usage.isSink()) {
        sink(connector, usage, run).ifPresent(notes::add);
        continue;
      }
      if (usage.kind() == ConnectorUsage.Kind.LOOKUP) {
        continue;
      }
      Course course = connector.asSource().orElseThrow().course(usage);
      if (course.endless()) {
        boolean ends = options.untilNow() && course.canEndNow();
        endless |= !ends;
        notes.add(
            usage.name()
                + ": "
                + connector.place(usage)
                + ", "
                + course.start()
                + (ends ? "; ends with what is there now" : "")
                + (ends && course.startsBehind()
                    ? ", so nothing is read: `startFrom: earliest` reads what is there"
                    : "")
                + (options.untilNow() && !ends ? "; has no end, also with --until-now" : "")
                + mark(course, options));
      }
    }
    if (endless) {
      notes.add("runs until " + end(options));
    }
    return notes;
  }

  private static Optional<String> sink(JobConnector connector, ConnectorUsage usage, String run) {
    return connector
        .asSink()
        .flatMap(role -> role.takesBeside(usage, run))
        .map(
            own ->
                usage.name()
                    + ": "
                    + connector.place(usage)
                    + ", with "
                    + own
                    + " of this run, not the deployed pipeline's");
  }

  private static String mark(Course course, RunOptions options) {
    if (course.mark().isEmpty()) {
      return "";
    }
    return options.commitsOffsets()
        ? "; leaves " + course.mark()
        : "; leaves no " + course.mark() + " without --commit-offsets";
  }

  private static String end(RunOptions options) {
    List<String> ends = new ArrayList<>();
    options
        .limit()
        .ifPresent(rows -> ends.add(rows == 1 ? "1 row is written" : rows + " rows are written"));
    options.longest().ifPresent(time -> ends.add(Durations.text(time) + " have passed"));
    ends.add("Ctrl-C");
    return String.join(", or ", ends)
        + (ends.size() == 1 ? " (--until-now, --limit and --for end it, too)" : "");
  }
}
