// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.Expressions;
import dev.drey.expression.value.Clock;
import dev.drey.expression.value.ColumnNotes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SourceSpec;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Changes;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An analysis under way: the operators made so far and what each name carries. An error leaves a
 * part of that unknown: a column without a type, a name without columns. Who reads it is passed
 * over in silence, for its problem has been reported; everything else is looked at all the same.
 */
final class AnalysisContext {
  private final PipelineSpec spec;
  private final Catalog catalog;
  private final DiagnosticCodes codes;
  private final Expressions expressions;
  private final Diagnostics diagnostics;
  private final TypeTable types;
  private final List<PlanNode> nodes = new ArrayList<>();
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final Map<String, SourceSpec> sources = new HashMap<>();
  private final Set<String> stallersReported = new HashSet<>();
  private final ChangeChecks changes;
  private final RandomValues random = new RandomValues();
  private final NullableKeys nullableKeys = new NullableKeys();
  private Optional<FailedRows> failing = Optional.empty();

  AnalysisContext(
      PipelineSpec spec,
      Catalog catalog,
      DiagnosticCodes codes,
      Expressions expressions,
      Diagnostics diagnostics) {
    this.spec = spec;
    this.catalog = catalog;
    this.codes = codes;
    this.expressions = expressions;
    this.diagnostics = diagnostics;
    this.types = new TypeTable(spec.types(), new ImportedTypes(catalog, diagnostics), diagnostics);
    this.changes = new ChangeChecks(spec, catalog, diagnostics);
    spec.sources().forEach(source -> sources.putIfAbsent(source.name().text(), source));
  }

  PipelineSpec spec() {
    return spec;
  }

  Catalog catalog() {
    return catalog;
  }

  /** Those of the language and of the connectors at hand. */
  DiagnosticCodes codes() {
    return codes;
  }

  Expressions expressions() {
    return expressions;
  }

  /** The named types of the spec. */
  TypeTable types() {
    return types;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  void report(Diagnostic.Builder diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** An operator, after those that it reads; rows that it cannot take are reported. */
  void add(PlanNode node) {
    nodes.add(node);
    changes.add(node, flows);
  }

  /** Whether the rows of a port, of which something is known, change each other. */
  boolean isChanging(Port port) {
    return changes.isChanging(port);
  }

  /** How the rows of a port change each other. */
  Changes changes(Port port) {
    return changes.of(port);
  }

  List<PlanNode> nodes() {
    return nodes;
  }

  /** The first declaration of a name holds; a second one has been reported. */
  void name(LocatedText name, Flow flow) {
    name(name, flow, ColumnNotes.NONE);
  }

  /**
   * As above.
   *
   * @param notes what to say to those who name a column that it does not have
   */
  void name(LocatedText name, Flow flow, ColumnNotes notes) {
    Flow known = flow.withHidden(flow.hidden().withNotes(notes));
    flows.putIfAbsent(name.text(), known);
  }

  /** What a name carries; nothing is known of it where there is no such name. */
  Flow flow(LocatedText name) {
    return flows.getOrDefault(name.text(), Flow.unknown());
  }

  /** An expression over the columns of a flow; empty where it, or what it reads, is wrong. */
  Optional<Expression> scalar(LocatedText text, Flow input, Expected expected) {
    return expressions.scalar(text, input.rowType(), input.hidden(), expected, diagnostics);
  }

  /** As above, of a row-by-row step: it may ask for the time, the watermark and chance. */
  Optional<Expression> ofRow(String stream, LocatedText text, Flow input, Expected expected) {
    Optional<Expression> typed =
        expressions.scalar(
            text, input.rowType(), input.hidden(), expected, Clock.AT_HAND, diagnostics);
    typed.filter(Expression::isRandom).ifPresent(drawn -> random.add(stream, text));
    return typed;
  }

  /** Warns of values that are drawn by lot, once all is known that reads them. */
  void reportRandom() {
    random.report(nodes, diagnostics);
  }

  void addNullableKey(LocatedText key) {
    nullableKeys.add(key);
  }

  /** Warns of keys that may be NULL, once all are known. */
  void reportNullableKeys() {
    nullableKeys.report(diagnostics);
  }

  Map<String, Port> ports() {
    Map<String, Port> ports = new LinkedHashMap<>();
    flows.forEach((name, flow) -> ports.put(name, flow.port()));
    return ports;
  }

  /** What can be read so far, in the order in which it was found. */
  List<String> names() {
    return List.copyOf(flows.keySet());
  }

  /** The columns of each name of which all columns are known. */
  Map<String, RowType> rowTypes() {
    Map<String, RowType> types = new LinkedHashMap<>();
    flows.forEach(
        (name, flow) -> {
          if (flow.hidden().isNone()) {
            types.put(name, flow.rowType());
          }
        });
    return types;
  }

  Optional<SourceSpec> source(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  /** Whether this source is to be reported: each is once. */
  boolean firstReportOfStaller(String source) {
    return stallersReported.add(source);
  }

  /** From now on the operators of a stream that goes on where they fail are added. */
  void beginFailing(FailedRows rows) {
    failing = Optional.of(rows);
  }

  /** All operators of such a stream are there; empty where it is none. */
  Optional<FailedRows> endFailing() {
    Optional<FailedRows> ended = failing;
    failing = Optional.empty();
    return ended;
  }

  /** Adds a row-by-row operator. */
  Flow calc(
      String id, Flow input, Optional<Expression> condition, List<Expression> kept, RowType type) {
    String name = id.substring(0, id.lastIndexOf('.'));
    CalcNode node = CalcNode.of(id, name, input.port(), condition, kept, type);
    add(failing.map(rows -> rows.of(node, input)).orElse(node));
    return input.through(Port.out(id), type);
  }

  Flow calc(Role role, LocatedText name, Flow input, List<Expression> kept, RowType type) {
    return calc(role.id(name.text()), input, Optional.empty(), kept, type);
  }

  /** Every column as it stands. */
  List<Expression> identity(RowType type) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < type.size(); i++) {
      columns.add(expressions.column(type, i));
    }
    return columns;
  }

  /** An expression in a list that takes expressions by their names. */
  private static Optional<String> unnamed(String text) {
    return text.indexOf('(') > 0
        ? Optional.of("a name stands here: write `{NAME: " + text + "}` with a name of yours")
        : Optional.empty();
  }

  /** An expression where nothing but a column's name can stand. */
  private static Optional<String> expression(String text) {
    return text.indexOf('(') > 0
        ? Optional.of(
            "a column stands here: write `add: {NAME: "
                + text
                + "}` into a stream before, and NAME here")
        : Optional.empty();
  }

  /** Names of columns that are one text, or have the stream's name or a dash before them. */
  private static Optional<String> several(String text, RowType type) {
    String last =
        text.substring(Math.max(text.lastIndexOf('.'), text.lastIndexOf('-')) + 1).strip();
    if (type.contains(last) && !text.contains(",")) {
      return Optional.of(
          text.startsWith("-")
              ? "a blank stands behind the dash: write `- " + last + "`"
              : "a column stands alone, without the stream's name: write `" + last + "`");
    }
    List<String> names =
        Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toList());
    return names.size() > 1 && names.stream().allMatch(type::contains)
        ? Optional.of("each is an element of its own: write `[" + String.join(", ", names) + "]`")
        : Optional.empty();
  }

  /** The position of a column that a spec names; reported where there is none. */
  Optional<Integer> column(LocatedText name, RowType type) {
    return column(name, type, Hidden.none());
  }

  /** As above; one of which nothing is known is not reported. */
  Optional<Integer> column(LocatedText name, RowType type, Hidden hidden) {
    return column(name, type, hidden, AnalysisContext::expression);
  }

  /** As above, where an expression with a name could stand, too. */
  Optional<Integer> columnOrNamed(LocatedText name, RowType type, Hidden hidden) {
    return column(name, type, hidden, AnalysisContext::unnamed);
  }

  private Optional<Integer> column(
      LocatedText name,
      RowType type,
      Hidden hidden,
      Function<String, Optional<String>> helpForExpression) {
    int position = type.indexOf(name.text());
    if (position >= 0) {
      return Optional.of(position);
    }
    if (name.isUnreadable() || hidden.hides(name.text())) {
      return Optional.empty();
    }
    report(
        Diagnostic.at(TypeCodes.UNKNOWN_COLUMN, name.span(), "unknown column `" + name.text() + "`")
            .label("not a column here")
            .help(
                hidden
                    .note(name.text())
                    .or(() -> helpForExpression.apply(name.text()))
                    .or(() -> several(name.text(), type))
                    .or(() -> DidYouMean.help(name.text(), type.names()))
                    .orElse("the columns are " + String.join(", ", type.names()))));
    return Optional.empty();
  }
}
