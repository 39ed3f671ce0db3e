package dev.drey.schema;

import dev.drey.model.StreamSpec;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The keys of a stream. Within a stream they apply in one order, whatever order they stand in. */
final class StreamKeys {
  private StreamKeys() {}

  static Shape stream() {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.of("from", Shape.string(), "The source or stream whose rows this one takes.")
            .withExample("transactions"));
    keys.add(
        Key.of(
                "union",
                Shape.list(Shape.string()),
                "Sources or streams with the same columns, taken together as one.")
            .withExample("[web_clicks, app_clicks]"));
    rowByRow(keys);
    windows(keys);
    keys.add(
        Key.of(
                "route",
                Shape.map(PipelineGrammar.NAME, Shape.expression()),
                "Each row goes to the first name whose condition holds; each name becomes a stream."
                    + " `otherwise` takes the rest.")
            .withExample("{large: amount > 1000, rest: otherwise}"));
    later(keys);
    return Shape.object(keys, constraints());
  }

  private static List<Constraint> constraints() {
    return List.of(
        Constraint.exactlyOne("from", "union"),
        Constraint.atMostOne("union", "window"),
        Constraint.atMostOne("route", "window"),
        Constraint.atMostOne("route", "select"),
        Constraint.atMostOne("route", "explode"),
        Constraint.requires("window", "aggregate"),
        Constraint.requires("aggregate", "window"),
        Constraint.requires("keyBy", "aggregate"),
        Constraint.requires("having", "aggregate"),
        Constraint.requires("allowedLateness", "window"),
        Constraint.requires("late", "window"));
  }

  private static void rowByRow(List<Key> keys) {
    keys.add(
        Key.of("where", Shape.expression(), "A condition: rows for which it is not TRUE go.")
            .withExample("amount > 0 AND merchant.country <> 'US'"));
    keys.add(
        Key.of(
                "explode",
                Shape.map(
                    List.of(
                        Key.of(
                                "outer",
                                Shape.bool(),
                                "Whether a row whose list is empty stays, with NULL.")
                            .withDefault("false")
                            .withExample("true")),
                    Shape.expression()),
                "One row per element of a list: the new column's name and the list's expression.")
            .withExample("{word: \"SPLIT(line, ' ')\"}"));
    keys.add(
        Key.of(
                "select",
                Shape.map(Shape.expression().orEmpty()),
                "The columns of the result: name to expression. An empty value is the column of"
                    + " that name; `\"*\"` keeps all.")
            .withExample("{card_id: , dollars: amount / 100}"));
    keys.add(
        Key.of("add", Shape.map(Shape.expression()), "Columns beside those that are there.")
            .withExample("{dollars: amount / 100}"));
    keys.add(
        Key.of("drop", Shape.list(Shape.column()), "Columns that go.").withExample("[raw_line]"));
    keys.add(
        Key.of("rename", Shape.map(Shape.column()), "New column name to old one.")
            .withExample("{card: card_id}"));
  }

  private static void windows(List<Key> keys) {
    keys.add(
        Key.of(
                "keyBy",
                Shape.oneOf(Shape.list(Shape.column()), Shape.map(Shape.expression().orEmpty())),
                "What is counted apart: columns, or names with expressions.")
            .withExample("[card_id]"));
    keys.add(WindowKeys.window());
    keys.add(
        Key.of(
                "allowedLateness",
                Shape.duration(),
                "How long after the watermark passed its end a window still takes records.")
            .withDefault("0s")
            .withExample("1m"));
    keys.add(
        Key.of(
                "late",
                Shape.object(
                    Key.required(
                            "to", Shape.string(PipelineGrammar.NAME), "The stream of late records.")
                        .withExample("late_transactions")),
                "Where records go that are later than that. Absent, they are dropped and counted.")
            .withExample("{to: late_transactions}"));
    keys.add(
        Key.of(
                "aggregate",
                Shape.map(Shape.aggregate()),
                "The aggregates of a window: name to SQL aggregate expression.")
            .withExample("{tx_count: COUNT(*), total: SUM(amount)}"));
    keys.add(
        Key.of(
                "having",
                Shape.expression(),
                "A condition over keys and aggregates: results for which it is not TRUE go.")
            .withExample("tx_count > 30"));
  }

  private static void later(List<Key> keys) {
    List<String> names = new ArrayList<>(List.of("trigger", "ttl"));
    names.addAll(StreamSpec.LATER_OPERATIONS);
    for (String name : names) {
      keys.add(Key.of(name, Shape.scalar(), "Comes with a later version.").asPlanned());
    }
  }
}
