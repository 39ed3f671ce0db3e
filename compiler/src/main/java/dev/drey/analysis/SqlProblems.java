// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.Label;
import dev.drey.diagnostic.SqlCodes;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.sql.SqlException;
import dev.drey.sql.SqlResult;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with a query, in the words of Flink's planner where it has some. */
final class SqlProblems {
  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Column '([^']*)' not found in (?:any table|table '[^']*')");

  private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z_]\\w*)[^\"]*\"");

  /** As Flink's planner calls a column that the query does not. */
  private static final Pattern UNNAMED = Pattern.compile("EXPR\\$\\d+");

  /** Operators that keep something of each row or key until {@code ttl} is over. */
  private static final Set<String> GROWING =
      Set.of(
          "GroupAggregate",
          "Join",
          "Rank",
          "Deduplicate",
          "Limit",
          "SortLimit",
          "ChangelogNormalize",
          "SinkMaterializer");

  private final SqlSpec sql;
  private final SqlText text;
  private final List<Flow> flows;

  SqlProblems(SqlSpec sql, SqlText text, List<Flow> flows) {
    this.sql = sql;
    this.text = text;
    this.flows = flows;
  }

  private Span all() {
    return sql.query().orElseThrow().span();
  }

  Diagnostic.Builder refused(SqlException refused) {
    Span place =
        refused.hasPlace() ? text.span(refused.from(text.text()), refused.to(text.text())) : all();
    Diagnostic.Builder diagnostic =
        Diagnostic.at(
                refused.hasPlace() ? SqlCodes.REFUSED : SqlCodes.NOT_PLANNED,
                place,
                "Flink SQL: " + refused.words())
            .label(refused.hasPlace() ? "here" : "this query");
    Matcher column = UNKNOWN_COLUMN.matcher(refused.words());
    if (column.find()) {
      return diagnostic.help(columnHelp(column.group(1)));
    }
    if (refused.words().startsWith("Encountered")) {
      return diagnostic.help(
          "a name that is a word of SQL stands in back-ticks, as `` `"
              + word(refused.words())
              + "` ``; what a query may say is in Flink's documentation of SQL, version 1.20");
    }
    if (refused.words().startsWith("Unsupported SQL query")) {
      return Diagnostic.at(SqlCodes.REFUSED, place, "Flink SQL: this is a statement, and no query")
          .label("does not give rows")
          .help("write a `SELECT`; where its rows go is said by a sink");
    }
    if (refused.words().contains("time attribute") || refused.words().contains("rowtime")) {
      for (int i = 0; i < flows.size(); i++) {
        untimed(sql.inputs().get(i), flows.get(i))
            .ifPresent(reason -> diagnostic.and(reason.span(), reason.text()));
      }
      return diagnostic.help(
          "name the column of a stream's event time: `explain` says which it is, where a stream has"
              + " one and a watermark");
    }
    return diagnostic.help("what a query may say is in Flink's documentation of SQL, version 1.20");
  }

  /** What the parser has met: {@code Encountered "at"}. */
  private static String word(String words) {
    Matcher quoted = QUOTED.matcher(words);
    return quoted.find() ? quoted.group(1) : "name";
  }

  private static Optional<Label> untimed(LocatedText name, Flow flow) {
    TimeFacts time = flow.time();
    if (time.kind() == TimeFacts.Kind.EVENT && time.withoutWatermark().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Label.of(
            name.span(),
            "rows of `"
                + name.text()
                + "` have no event time that a watermark follows, and so no time attribute"));
  }

  private String columnHelp(String written) {
    Set<String> names = new LinkedHashSet<>();
    flows.forEach(flow -> names.addAll(flow.rowType().names()));
    return DidYouMean.help(written, names)
        .orElseGet(
            () -> {
              List<String> tables = new ArrayList<>();
              for (int i = 0; i < flows.size(); i++) {
                tables.add(
                    "`"
                        + sql.inputs().get(i).text()
                        + "` has "
                        + RowType.listed(flows.get(i).rowType().names()));
              }
              return String.join("; ", tables);
            });
  }

  Diagnostic.Builder noPlanner(String missing) {
    return Diagnostic.at(
            SqlCodes.NO_PLANNER,
            all(),
            "a query needs Flink's planner, and there is none: " + missing)
        .label("cannot be looked at")
        .help(
            "add Flink's `flink-table-planner-loader`, `flink-table-runtime` and"
                + " `flink-table-api-java-bridge` to the class path, which the folder `lib` of every"
                + " Flink has");
  }

  static Diagnostic.Builder noStream(LocatedText query, AnalysisContext context) {
    List<String> names = context.names();
    return Diagnostic.at(
            SqlCodes.NO_STREAM,
            query.span(),
            "this query reads no source and no stream of the pipeline")
        .label("has no table")
        .help(
            "write `SELECT ... FROM "
                + (names.isEmpty() ? "NAME" : names.get(0))
                + "`: tables of a query are the names of sources and streams");
  }

  static Diagnostic.Builder nullableKey(LocatedText name, String key) {
    return Diagnostic.at(
            SqlCodes.NULLABLE_UPSERT_KEY,
            name.span(),
            "rows of `" + name.text() + "` replace each other by `" + key + "`, which may be NULL")
        .label("no table of Flink SQL has such a key")
        .help(
            "declare it `NOT NULL` in the source, or make it so in a stream before: `COALESCE("
                + key
                + ", ...)`");
  }

  static Diagnostic.Builder nullableResultKey(LocatedText written) {
    return Diagnostic.at(
            SqlCodes.NULLABLE_UPSERT_KEY,
            written.span(),
            "`" + written.text() + "` may be NULL in the result, and rows replace each other by it")
        .label("may be NULL")
        .help(
            "leave such rows out and say so in the type, as `COALESCE("
                + written.text()
                + ", ...)` does, or declare the column `NOT NULL` where it comes from");
  }

  static TimeFacts noTime(SqlSpec sql) {
    return TimeFacts.none(
        Label.of(
            sql.query().orElseThrow().span(), "its query gives no column that is a time attribute"),
        "let the query give its time, such as the column of the event time itself, or `window_time`"
            + " of a window");
  }

  /** The columns of the result; empty where one is not right, which is reported. */
  Optional<RowType> columns(SqlResult result, AnalysisContext context) {
    List<Field> fields = new ArrayList<>();
    for (SqlResult.Column column : result.columns()) {
      int number = result.columns().indexOf(column) + 1;
      Optional<DataType> type = column.type();
      if (UNNAMED.matcher(column.name()).matches()) {
        context.report(
            Diagnostic.at(
                    SqlCodes.NO_NAME, all(), "column " + number + " of this query has no name")
                .label("its columns are the stream's")
                .help("give it one: `... AS total`"));
      } else if (type.isEmpty()) {
        context.report(
            Diagnostic.at(
                    SqlCodes.NO_TYPE,
                    all(),
                    "`"
                        + column.name()
                        + "` is "
                        + column.flinkType()
                        + ", and no stream has such values")
                .label("column " + number)
                .help("bring it to another type: `CAST(" + column.name() + " AS STRING)`"));
      } else {
        fields.add(Field.of(column.name(), type.get()));
      }
    }
    return fields.size() == result.columns().size()
        ? Optional.of(RowType.of(fields))
        : Optional.empty();
  }

  /** Rows that the query has itself are no stream, which has a name and a test. */
  boolean checkOrigins(SqlResult result, AnalysisContext context) {
    if (result.origins().isEmpty()) {
      return true;
    }
    context.report(
        Diagnostic.at(
                SqlCodes.NO_STREAM,
                all(),
                "this query has rows of its own ("
                    + String.join(", ", result.origins())
                    + "), beside those of streams")
            .label("rows that come from no source")
            .help("make a source of them, and name it in the query"));
    return false;
  }

  /** Of what Flink keeps for ever, and of inputs that can hold time back. */
  void warn(SqlResult result, AnalysisContext context) {
    Set<String> growing =
        result.operators().stream()
            .filter(GROWING::contains)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!growing.isEmpty() && sql.ttl().isEmpty()) {
      context.report(
          Diagnostic.at(
                  SqlCodes.STATE_GROWS,
                  all(),
                  "the state of this query only grows: "
                      + String.join(", ", growing)
                      + " of Flink SQL keeps what it has seen for ever")
              .label("has no `ttl`")
              .help(
                  "say how long is enough: `sql: {query: ..., ttl: 7d}`; or ask within windows of"
                      + " time, whose state goes with the watermark"));
    }
    if (result.operators().stream().noneMatch(SqlProblems::waitsForTime)) {
      return;
    }
    for (int i = 0; i < flows.size(); i++) {
      if (flows.get(i).time().kind() == TimeFacts.Kind.EVENT) {
        new EventTimeChecks(
                context,
                EventTimeUse.builder()
                    .place(sql.inputs().get(i).span())
                    .title("`sql`")
                    .never("never gives a row")
                    .toLate("would drop them")
                    .helpLate("")
                    .helpNoTime("")
                    .build())
            .warnOfStallers(flows.get(i).time());
      }
    }
  }

  private static boolean waitsForTime(String operator) {
    return operator.contains("Window")
        || operator.contains("Interval")
        || operator.contains("Over")
        || operator.contains("Temporal")
        || operator.equals("Match");
  }
}
