package dev.drey.connector.datagen;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The options of {@code datagen} and the generators that its columns can have. */
final class DatagenOptions {
  /** How deep rows within rows can have generators of their own. */
  private static final int NESTING = 3;

  private DatagenOptions() {}

  static Shape shape() {
    return Shape.object(
        Key.of(
                "rows",
                Shape.integer(),
                "How many rows to make, after which the source ends. Without it rows come without"
                    + " end.")
            .withExample("10000"),
        Key.of(
                "rate",
                Shape.rate(),
                "The most rows to make in a second (or minute, /m), by all subtasks together."
                    + " Without it as many as the pipeline takes.")
            .withExample("1000/s"),
        Key.of(
                "seed",
                Shape.integer(),
                "Another seed makes other rows; with the same seed, row number i is the same in"
                    + " every run.")
            .withDefault("0")
            .withExample("42"),
        Key.of(
                "columns",
                Shape.map(generator(NESTING)),
                "How the values of a column are made. A column that is not named here gets values"
                    + " that suit its type: small numbers, some hundred texts, a clock for"
                    + " timestamps.")
            .withExample("{card_id: {pick: 100}, amount: {between: [1, 500]}}"));
  }

  private static Shape generator(int nesting) {
    List<Key> keys = new ArrayList<>();
    keys.add(
        Key.of(
                "pick",
                Shape.oneOf(Shape.integer(), Shape.list(Shape.scalar())),
                "One of these values; or, with a number, one of so many made-up ones, such as"
                    + " card_id-17 for a text and 17 for a number.")
            .withExample("[DE, FR, US]"));
    keys.add(
        Key.of(
                "between",
                Shape.list(Shape.scalar()),
                "Any value from the first to the second, both included: numbers, dates or times.")
            .withExample("[1, 500]"));
    keys.add(
        Key.of(
                "sequence",
                Shape.object(
                    Key.of("start", Shape.integer(), "The number in row 0.").withDefault("0"),
                    Key.of("step", Shape.integer(), "What is added from row to row.")
                        .withDefault("1")),
                "Numbers one after the other; for a text behind the column's name.")
            .withExample("{start: 1}"));
    keys.add(
        Key.of(
                "length",
                Shape.integer(),
                "Random lower-case letters, or random bytes, so many in every row.")
            .withExample("12"));
    keys.add(Key.of("uuid", Shape.bool(), "A random UUID as text.").withExample("true"));
    keys.add(
        Key.of("chance", Shape.percent(), "TRUE in about this share of the rows.")
            .withExample("10%"));
    keys.add(
        Key.of("clock", clock(), "A time that goes on from row to row.").withExample("{step: 1s}"));
    if (nesting > 0) {
      keys.add(
          Key.of("fields", Shape.map(generator(nesting - 1)), "Generators of a row's own fields.")
              .withExample("{country: {pick: [DE, US]}}"));
    }
    String[] ways = keys.stream().map(Key::name).toArray(String[]::new);
    keys.add(
        Key.of("nulls", Shape.percent(), "NULL in about this share of the rows.")
            .withDefault("0%")
            .withExample("5%"));
    return Shape.object(keys, List.of(Constraint.atMostOne(ways)));
  }

  private static Shape clock() {
    return Shape.object(
        Key.of("start", Shape.timestamp(), "The time in row 0.")
            .withDefault("2026-01-01T00:00:00Z")
            .withExample("2026-01-01T00:00:00Z"),
        Key.of("step", Shape.duration(), "What is added from row to row.")
            .withDefault("1s")
            .withExample("100ms"),
        Key.of(
                "disorder",
                Shape.duration(),
                "How far at most a time lies back behind the clock; any less is as likely.")
            .withDefault("0s")
            .withExample("5s"),
        Key.of(
                "late",
                Shape.percent(),
                "The share of rows whose time lies much further back: from 10 to 20 times the"
                    + " disorder or the step, whichever is longer.")
            .withDefault("0%")
            .withExample("1%"));
  }
}
