// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stream of records that come too late for a stream: as they were, with how late they are and
 * the watermark.
 */
final class LateRecords {
  private static final List<Field> ADDED =
      List.of(
          Field.of("late_by", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("watermark", DataType.timestampLtz().notNull()));

  private LateRecords() {}

  /** Where a stream's {@code late} sends them. */
  static Optional<LocatedText> to(StreamSpec stream) {
    return stream.operation(AggregationSpec.class).flatMap(AggregationSpec::lateTo);
  }

  private static boolean isUnsaid(StreamSpec stream) {
    return stream.operation(AggregationSpec.class).flatMap(AggregationSpec::late).isEmpty();
  }

  /** The columns that are added to those of the records. */
  static RowType added() {
    return RowType.of(ADDED);
  }

  /** The columns of the stream; empty where one is there twice, which is reported. */
  static Optional<RowType> type(LocatedText to, RowType records, AnalysisContext context) {
    List<Field> fields = new ArrayList<>(records.fields());
    boolean free = true;
    for (Field field : ADDED) {
      if (records.contains(field.name())) {
        free = false;
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    to.span(),
                    "late records get a column `"
                        + field.name()
                        + "`, and these records have one already")
                .label("adds `late_by` and `watermark`")
                .help("rename the column in a stream before this one"));
      }
      fields.add(field);
    }
    return free ? Optional.of(RowType.of(fields)) : Optional.empty();
  }

  static Flow flow(StreamSpec stream, LocatedText to, Port port, RowType type) {
    TimeFacts time =
        TimeFacts.late(
            Label.of(to.span(), "records that were late for `" + stream.name().text() + "`"));
    return Flow.of(port, type, time);
  }

  /** What is known of it where its stream is wrong. */
  static Flow unplanned(
      StreamSpec stream, LocatedText to, Port port, Flow input, Optional<RowType> type) {
    return flow(stream, to, port, type.orElse(input.rowType()))
        .withHidden(type.isPresent() ? input.hidden() : Hidden.any());
  }

  /**
   * Warns where the stream says nothing of them.
   *
   * @param who for what they are late: {@code window}
   */
  static void warnOfDrops(StreamSpec stream, Span place, String who, AnalysisContext context) {
    if (isUnsaid(stream) && !stream.inDoubt().contains("late")) {
      String name = "late_" + stream.name().text();
      context.report(
          Diagnostic.at(
                  TimeCodes.LATE_DROPPED,
                  place,
                  "records that come too late for this " + who + " are dropped and counted")
              .label("late records have nowhere to go")
              .help(
                  "write `late: {to: "
                      + name
                      + "}` and a sink that reads it, such as `"
                      + name
                      + "_out: {from: "
                      + name
                      + ", print: {}}`, or `late: drop`"));
    }
  }
}
