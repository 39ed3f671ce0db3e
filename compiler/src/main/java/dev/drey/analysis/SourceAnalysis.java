// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.ErrorPolicy;
import dev.drey.connector.MetadataColumn;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.NamedText;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.SourceSpec;
import dev.drey.plan.EventTime;
import dev.drey.plan.FormatPlan;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SourceNode;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source as written to its operator. The rows have the columns of the type, then the metadata
 * columns; event time from metadata that is no column adds a hidden column, which the next operator
 * takes away.
 */
final class SourceAnalysis {
  private final AnalysisContext context;
  private final TypeTable types;
  private final FormatChecks formats;
  private final ConnectorChecks connectors;
  private final EventTimeAnalysis times;
  private final SourceChanges changes;

  SourceAnalysis(AnalysisContext context, TypeTable types) {
    this.context = context;
    this.types = types;
    this.formats = new FormatChecks(context);
    this.connectors = new ConnectorChecks(context);
    this.times = new EventTimeAnalysis(context);
    this.changes = new SourceChanges(context);
  }

  void analyze(SourceSpec source) {
    Columns declared = declared(source);
    Optional<Connector> connector = context.catalog().connector(source.connector().name().text());
    if (connector.isEmpty()) {
      withoutConnector(source, declared);
      return;
    }
    ConnectorDescriptor descriptor = connector.get().descriptor();
    ConnectorUsage usage =
        ConnectorUsage.source(source.name().text(), source.connector().options())
            .withKeys(source.key().stream().map(LocatedText::text).collect(Collectors.toList()));
    connectors.check(
        connector.get(),
        usage,
        source.connector(),
        descriptor.sourceOptions().orElseThrow(),
        declared);
    Optional<FormatPlan> format =
        source.inDoubt().contains("format")
            ? Optional.empty()
            : formats.check(
                source.format(),
                true,
                descriptor.sourceFormat(),
                declared.whole(),
                source.connector());
    if (source.onError().to().isPresent()) {
      bad(source, descriptor);
    }
    plan(source, connector.get(), declared, format);
  }

  /** What is known of the rows of a source whose connector could not be read. */
  private void withoutConnector(SourceSpec source, Columns declared) {
    Hidden hidden = declared.hidden();
    for (NamedText entry : source.metadata()) {
      hidden = hidden.with(entry.name().text());
    }
    Flow flow = Flow.unknown().through(Flow.unknown().port(), declared.known()).withHidden(hidden);
    boolean byMetadata =
        source
            .eventTime()
            .filter(time -> time.origin() == EventTimeSpec.Origin.METADATA)
            .isPresent();
    if (!byMetadata) {
      source
          .eventTime()
          .ifPresent(time -> times.analyze(time, flow, flow.rowType(), Optional.empty()));
    }
    context.name(source.name(), flow);
  }

  private Columns declared(SourceSpec source) {
    if (source.type().isPresent()) {
      return types.columns(source.type().get());
    }
    if (!source.inDoubt().contains("type")) {
      context.report(
          Diagnostic.at(
                  TypeCodes.NO_TYPE,
                  source.name().span(),
                  "source `" + source.name().text() + "` does not say what its records hold")
              .label("has no `type`")
              .help(
                  "add `type:` with the name of a type, or with columns such as"
                      + " {id: BIGINT, ts: TIMESTAMP_LTZ(3)}"));
    }
    return Columns.of(RowType.of(), Hidden.any());
  }

  private void bad(SourceSpec source, ConnectorDescriptor descriptor) {
    LocatedText to = source.onError().to().orElseThrow();
    context.name(
        to,
        Flow.of(
            Port.of(Role.SOURCE.id(source.name().text()), SourceNode.BAD),
            descriptor.badRecordType(),
            TimeFacts.none(Label.of(to.span(), "bad records have no event time"))));
  }

  private void plan(
      SourceSpec source, Connector connector, Columns declared, Optional<FormatPlan> format) {
    ConnectorDescriptor descriptor = connector.descriptor();
    List<Field> fields = new ArrayList<>(declared.known().fields());
    List<Optional<String>> keys =
        fields.stream().map(field -> Optional.<String>empty()).collect(Collectors.toList());
    Hidden unknown = addMetadata(source, descriptor, fields, keys, declared.hidden());
    RowType visible = RowType.of(fields);
    Optional<Integer> hidden = hiddenTime(source, descriptor, fields, keys);
    RowType produced = RowType.of(fields);
    Flow columns = Flow.unknown().through(Flow.unknown().port(), visible).withHidden(unknown);
    Optional<EventTime> eventTime =
        source.eventTime().flatMap(spec -> times.analyze(spec, columns, produced, hidden));
    String id = Role.SOURCE.id(source.name().text());
    List<Integer> key = changes.keys(source, connector, format, declared);
    // What a connector says of its options it says of all of them.
    if (source.connector().complete()) {
      context.add(
          SourceNode.builder()
              .id(id)
              .name(source.name().text())
              .connector(descriptor.name())
              .options(source.connector().options())
              .format(format)
              .declared(declared.known())
              .produced(produced)
              .metadata(List.copyOf(keys))
              .mode(changes.mode(source, connector, format, key))
              .keys(key)
              .eventTime(eventTime)
              .errorPolicy(policy(source.onError()))
              .badType(descriptor.badRecordType())
              .readingOrder(connector.readingOrder(source.connector().options()))
              .ends(connector.ends(source.connector().options()))
              .build());
    }
    boolean timed = source.eventTime().isEmpty() == eventTime.isEmpty();
    TimeFacts time =
        timed && !source.inDoubt().contains("eventTime")
            ? facts(source, descriptor)
            : TimeFacts.unknown();
    Flow flow = Flow.of(Port.out(id), produced, time).withHidden(unknown);
    if (visible.size() < produced.size()) {
      flow =
          context.calc(
              Role.VISIBLE,
              source.name(),
              flow,
              context.identity(produced).subList(0, visible.size()),
              visible);
    }
    context.name(source.name(), flow);
  }

  private static ErrorPolicy policy(OnErrorSpec onError) {
    if (onError.to().isPresent()) {
      return ErrorPolicy.EMIT;
    }
    return onError.isDrop() ? ErrorPolicy.DROP : ErrorPolicy.FAIL;
  }

  /** Adds the metadata columns, and gives the columns of which nothing is known then. */
  private Hidden addMetadata(
      SourceSpec source,
      ConnectorDescriptor descriptor,
      List<Field> fields,
      List<Optional<String>> keys,
      Hidden unknown) {
    Hidden hidden = unknown;
    for (NamedText entry : source.metadata()) {
      LocatedText name = entry.name();
      Optional<MetadataColumn> column = metadata(entry.textOrName(), descriptor);
      boolean free = fields.stream().noneMatch(field -> field.name().equals(name.text()));
      if (!free) {
        context.report(
            Diagnostic.at(
                    TypeCodes.COLUMN_TWICE,
                    name.span(),
                    "the type of `" + source.name().text() + "` has a column `" + name.text() + "`")
                .label("a second column of this name")
                .help(
                    "give the metadata column another name, such as `"
                        + name.text()
                        + "_2: "
                        + entry.textOrName().text()
                        + "`"));
      } else if (column.isPresent()) {
        fields.add(Field.of(name.text(), column.get().type()));
        keys.add(Optional.of(column.get().key()));
      } else {
        hidden = hidden.with(name.text());
      }
    }
    return hidden;
  }

  private Optional<MetadataColumn> metadata(LocatedText key, ConnectorDescriptor descriptor) {
    if (key.isUnreadable()) {
      return Optional.empty();
    }
    for (MetadataColumn column : descriptor.metadata()) {
      if (column.key().equals(key.text())) {
        return Optional.of(column);
      }
    }
    List<String> known =
        descriptor.metadata().stream().map(MetadataColumn::key).collect(Collectors.toList());
    Diagnostic.Builder unknown =
        Diagnostic.at(
                TypeCodes.UNKNOWN_METADATA,
                key.span(),
                "`" + descriptor.name() + "` has no metadata `" + key.text() + "`")
            .label("not metadata of this connector");
    DidYouMean.help(key.text(), known).ifPresent(unknown::help);
    context.report(
        unknown.help(
            known.isEmpty()
                ? "this connector has no metadata; remove the entry"
                : "its metadata is " + String.join(", ", known)));
    return Optional.empty();
  }

  /** The position of the column that carries event time from metadata. */
  private Optional<Integer> hiddenTime(
      SourceSpec source,
      ConnectorDescriptor descriptor,
      List<Field> fields,
      List<Optional<String>> keys) {
    Optional<LocatedText> key =
        source
            .eventTime()
            .filter(time -> time.origin() == EventTimeSpec.Origin.METADATA)
            .map(EventTimeSpec::time);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    int shown = keys.indexOf(Optional.of(key.get().text()));
    if (shown >= 0) {
      return Optional.of(shown);
    }
    Optional<MetadataColumn> column = metadata(key.get(), descriptor);
    if (column.isEmpty()) {
      return Optional.empty();
    }
    Set<String> taken = fields.stream().map(Field::name).collect(Collectors.toSet());
    String name = "$" + key.get().text();
    while (taken.contains(name)) {
      name = "$" + name;
    }
    fields.add(Field.of(name, column.get().type()));
    keys.add(Optional.of(column.get().key()));
    return Optional.of(fields.size() - 1);
  }

  private static TimeFacts facts(SourceSpec source, ConnectorDescriptor descriptor) {
    if (source.eventTime().isEmpty()) {
      return TimeFacts.none(
          Label.of(
              source.name().span(), "source `" + source.name().text() + "` has no `eventTime`"));
    }
    return EventTimeAnalysis.facts(source, descriptor);
  }
}
