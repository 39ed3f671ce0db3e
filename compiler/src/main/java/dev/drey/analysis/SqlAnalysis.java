// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.SqlCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.LocatedDuration;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Changes;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.SqlNode;
import dev.drey.plan.TimeColumns;
import dev.drey.source.LocatedText;
import dev.drey.sql.SqlException;
import dev.drey.sql.SqlInput;
import dev.drey.sql.SqlPlanner;
import dev.drey.sql.SqlQuery;
import dev.drey.sql.SqlResult;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether Flink's planner takes a query over these streams, and what it makes of them. */
final class SqlAnalysis {
  /** The column that a table has for the event time of rows which do not have it as one. */
  private static final String TIME = "event_time";

  private final AnalysisContext context;
  private final StreamSpec stream;
  private final SqlSpec sql;
  private final List<Flow> flows = new ArrayList<>();

  SqlAnalysis(AnalysisContext context, StreamSpec stream, SqlSpec sql) {
    this.context = context;
    this.stream = stream;
    this.sql = sql;
  }

  Flow analyze() {
    Optional<LocatedText> query = sql.query().filter(text -> !text.isUnreadable());
    boolean usable = sql.ttl().isEmpty() || WindowChecks.requireLength(sql.ttl().get(), context);
    if (query.isEmpty()) {
      return Flow.unknown();
    }
    if (sql.inputs().isEmpty()) {
      context.report(SqlProblems.noStream(query.get(), context));
      return Flow.unknown();
    }
    sql.inputs().forEach(name -> flows.add(context.flow(name)));
    boolean known =
        flows.stream()
            .allMatch(
                flow -> flow.hidden().isNone() && flow.time().kind() != TimeFacts.Kind.UNKNOWN);
    if (!usable || !known) {
      return Flow.unknown();
    }
    List<SqlInput> inputs = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      input(sql.inputs().get(i), flows.get(i)).ifPresent(inputs::add);
    }
    return inputs.size() < flows.size()
        ? Flow.unknown()
        : planned(SqlText.of(query.get()), inputs).orElseGet(Flow::unknown);
  }

  private Optional<SqlInput> input(LocatedText name, Flow flow) {
    RowType columns = flow.rowType();
    Changes changes = context.changes(flow.port());
    Optional<String> nullable =
        changes.mode() == ChangeMode.UPSERT
            ? changes.keys().stream()
                .map(columns::field)
                .filter(key -> key.type().nullable())
                .map(Field::name)
                .findFirst()
            : Optional.empty();
    if (nullable.isPresent()) {
      context.report(SqlProblems.nullableKey(name, nullable.get()));
      return Optional.empty();
    }
    return Optional.of(
        SqlInput.of(name.text(), SqlColumns.given(columns, changes), changes, time(flow)));
  }

  /** The column that is the time of the rows as they are; else one that the table has for it. */
  private Optional<String> time(Flow flow) {
    if (flow.time().kind() != TimeFacts.Kind.EVENT || flow.time().withoutWatermark().isPresent()) {
      return Optional.empty();
    }
    TimeColumns times = TimeColumns.exactly(context.nodes(), context.expressions());
    Optional<String> own =
        times.knows(flow.port(), flow.rowType())
            ? times.names(flow.port()).stream().findFirst()
            : Optional.empty();
    String beside = TIME;
    while (flow.rowType().contains(beside)) {
      beside += "_";
    }
    return Optional.of(own.orElse(beside));
  }

  private Optional<Flow> planned(SqlText text, List<SqlInput> inputs) {
    SqlProblems problems = new SqlProblems(sql, text, flows);
    SqlQuery query =
        SqlQuery.of(
            text.text(),
            sql.upsertBy().stream().map(LocatedText::text).collect(Collectors.toList()),
            sql.ttl().map(LocatedDuration::duration));
    Optional<SqlPlanner> planner = SqlPlanner.find();
    if (planner.isEmpty()) {
      context.report(problems.noPlanner("Flink is not there"));
      return Optional.empty();
    }
    try {
      SqlResult result = planner.get().check(query.withoutKey(), inputs);
      Optional<RowType> columns = problems.columns(result, context);
      Optional<List<Integer>> keys = columns.flatMap(found -> keys(found, result));
      if (columns.isEmpty() || keys.isEmpty() || !problems.checkOrigins(result, context)) {
        return Optional.empty();
      }
      SqlResult keyed = keys.get().isEmpty() ? result : planner.get().check(query, inputs);
      problems.warn(keyed, context);
      return Optional.of(add(text, inputs, keyed, columns.get(), keys.get()));
    } catch (SqlException refused) {
      context.report(problems.refused(refused));
    } catch (LinkageError missing) {
      context.report(problems.noPlanner(String.valueOf(missing.getMessage())));
    }
    return Optional.empty();
  }

  /** The columns by which rows replace each other; empty where they are not right. */
  private Optional<List<Integer>> keys(RowType columns, SqlResult result) {
    List<Integer> keys = new ArrayList<>();
    boolean right = true;
    for (LocatedText written : sql.upsertBy()) {
      Optional<Integer> column = context.column(written, columns, Hidden.none());
      right &= column.isPresent();
      if (column.isPresent() && columns.field(column.get()).type().nullable()) {
        context.report(SqlProblems.nullableResultKey(written));
        right = false;
      }
      column.filter(found -> !keys.contains(found)).ifPresent(keys::add);
    }
    if (right && !keys.isEmpty() && !result.changes()) {
      context.report(
          Diagnostic.at(
                  SqlCodes.NOTHING_REPLACED,
                  sql.upsertBy().get(0).span(),
                  "rows of this query stay as they are, and none replaces another")
              .label("nothing to replace")
              .help("remove `upsertBy`"));
      right = false;
    }
    return right ? Optional.of(keys) : Optional.empty();
  }

  private Flow add(
      SqlText text, List<SqlInput> inputs, SqlResult result, RowType columns, List<Integer> keys) {
    String id = Role.ofOperation(SqlOperation.KEY, stream.name().text());
    Optional<Integer> time = result.times().stream().findFirst().map(columns::indexOf);
    context.add(
        SqlNode.builder()
            .id(id)
            .name(stream.name().text())
            .inputs(flows.stream().map(Flow::port).collect(Collectors.toUnmodifiableList()))
            .tables(inputs.stream().map(SqlInput::name).collect(Collectors.toUnmodifiableList()))
            .inputTypes(
                inputs.stream().map(SqlInput::rowType).collect(Collectors.toUnmodifiableList()))
            .times(inputs.stream().map(SqlInput::time).collect(Collectors.toUnmodifiableList()))
            .query(text.text())
            .upsertBy(List.copyOf(keys))
            .ttl(sql.ttl().map(LocatedDuration::duration))
            .changing(result.changes())
            .time(time)
            .operators(result.operators())
            .rowType(columns)
            .build());
    TimeFacts facts =
        time.isPresent()
            ? TimeFacts.merge(flows.stream().map(Flow::time).collect(Collectors.toList()))
                .ofResults(Optional.empty())
            : SqlProblems.noTime(sql);
    return Flow.of(Port.out(id), columns, facts);
  }
}
