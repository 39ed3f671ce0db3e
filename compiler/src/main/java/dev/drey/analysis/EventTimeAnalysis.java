// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.TimeCodes;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.LocatedDuration;
import dev.drey.model.SourceSpec;
import dev.drey.model.WatermarkSpec;
import dev.drey.plan.EventTime;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A source's {@code eventTime}: who assigns the time of a record, how the watermark follows. */
final class EventTimeAnalysis {
  private final AnalysisContext context;

  EventTimeAnalysis(AnalysisContext context) {
    this.context = context;
  }

  /**
   * Empty where something of it is wrong.
   *
   * @param columns those that expressions may use
   * @param produced those and the hidden one
   * @param metadata the position of the metadata that is the time
   */
  Optional<EventTime> analyze(
      EventTimeSpec spec, Flow columns, RowType produced, Optional<Integer> metadata) {
    Optional<Expression> time = time(spec, columns, produced, metadata);
    Optional<LocatedText> written = spec.watermark().flatMap(WatermarkSpec::punctuated);
    Optional<Expression> punctuated =
        written.flatMap(text -> context.scalar(text, columns, Expected.TIMESTAMP));
    spec.idleTimeout().ifPresent(timeout -> WindowChecks.requireLength(timeout, context));
    if (time.isEmpty() || written.isPresent() != punctuated.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        EventTime.of(
            time.get(),
            delay(spec),
            punctuated,
            spec.idleTimeout().map(LocatedDuration::duration),
            spec.maxFutureSkew().map(LocatedDuration::duration)));
  }

  private Optional<Expression> time(
      EventTimeSpec spec, Flow columns, RowType produced, Optional<Integer> metadata) {
    RowType visible = columns.rowType();
    switch (spec.origin()) {
      case COLUMN:
        return column(spec.time(), columns)
            .filter(position -> isTime(spec.time(), visible.field(position), visible))
            .map(position -> nullChecked(spec.time(), position, visible));
      case METADATA:
        return metadata
            .filter(position -> isTime(spec.time(), produced.field(position), visible))
            .map(position -> context.expressions().column(produced, position));
      case EXPRESSION:
        return context.scalar(spec.time(), columns, Expected.TIMESTAMP);
    }
    throw new IllegalStateException(spec.origin().toString());
  }

  /** The column that is the time; where there is none of the name, the times there are. */
  private Optional<Integer> column(LocatedText name, Flow columns) {
    RowType type = columns.rowType();
    boolean unknown = !type.contains(name.text()) && !columns.hidden().hides(name.text());
    Optional<String> near = nearestTime(name, type);
    if (!unknown || name.isUnreadable() || near.isEmpty()) {
      return context.column(name, type, columns.hidden());
    }
    boolean expression = name.text().indexOf('(') > 0;
    context.report(
        Diagnostic.at(TypeCodes.UNKNOWN_COLUMN, name.span(), "unknown column `" + name.text() + "`")
            .label("not a column here")
            .help(
                expression
                    ? "write `field: {expression: \"" + name.text() + "\"}`"
                    : writeTime(near.get(), type)));
    return Optional.empty();
  }

  /** The column of a time that is nearest in its name; the first where none is near. */
  private static Optional<String> nearestTime(LocatedText name, RowType type) {
    List<String> times =
        type.fields().stream()
            .filter(field -> field.type().kind().isTimestamp())
            .map(Field::name)
            .collect(Collectors.toList());
    return DidYouMean.closest(name.text(), times).or(() -> times.stream().findFirst());
  }

  private static String writeTime(String column, RowType type) {
    DataType time = type.field(type.indexOf(column)).type();
    return "did you mean `" + column + "`, which is " + time + "? write `field: " + column + "`";
  }

  private boolean isTime(LocatedText place, Field field, RowType columns) {
    DataType type = field.type();
    if (type.kind().isTimestamp()) {
      return true;
    }
    Optional<String> near = nearestTime(place, columns);
    String help = "choose a column of type TIMESTAMP_LTZ(3) or TIMESTAMP(3)";
    if (type.kind().isInteger()) {
      help =
          "for milliseconds since 1970 write `field: {expression: TO_TIMESTAMP_LTZ("
              + RowType.quoted(field.name())
              + ", 3)}`";
    } else if (type.kind().isCharacter()) {
      help =
          "declare the column as TIMESTAMP_LTZ(3) where the text is ISO-8601, or write `field:"
              + " {expression: TO_TIMESTAMP("
              + RowType.quoted(field.name())
              + ")}`";
    }
    context.report(
        Diagnostic.at(
                TimeCodes.NOT_A_TIME,
                place.span(),
                "`" + place.text() + "` is " + type + ", which is no point in time")
            .label("not a time")
            .help(near.map(column -> writeTime(column, columns)).orElse(help)));
    return false;
  }

  private Expression nullChecked(LocatedText place, int position, RowType type) {
    if (type.field(position).type().nullable()) {
      context.report(
          Diagnostic.at(
                  TimeCodes.NULLABLE_TIME,
                  place.span(),
                  "`" + place.text() + "` may be NULL, and a record without a time is a bad record")
              .label("declared without NOT NULL")
              .help("declare it as " + type.field(position).type().notNull()));
    }
    return context.expressions().column(type, position);
  }

  private static Duration delay(EventTimeSpec spec) {
    return spec.watermark()
        .flatMap(WatermarkSpec::maxOutOfOrderness)
        .map(LocatedDuration::duration)
        .orElse(Duration.ZERO);
  }

  /** None where a parameter has yet to give it: nothing is said of what is not known. */
  private static Duration knownDelay(EventTimeSpec spec) {
    boolean unknown =
        spec.watermark()
            .flatMap(WatermarkSpec::maxOutOfOrderness)
            .filter(LocatedDuration::unresolved)
            .isPresent();
    return unknown ? Duration.ZERO : delay(spec);
  }

  /** What the spec says of the time of a source with {@code eventTime}. */
  static TimeFacts facts(SourceSpec source, ConnectorDescriptor descriptor) {
    EventTimeSpec time = source.eventTime().orElseThrow();
    boolean stalls = descriptor.partitioned() && time.idleTimeout().isEmpty();
    Optional<Label> withoutWatermark =
        time.watermark().isPresent()
            ? Optional.empty()
            : Optional.of(
                Label.of(
                    time.time().span(),
                    "`eventTime` of `" + source.name().text() + "` has no `watermark`"));
    return TimeFacts.event(
        knownDelay(time), withoutWatermark, stalls ? Set.of(source.name().text()) : Set.of());
  }
}
