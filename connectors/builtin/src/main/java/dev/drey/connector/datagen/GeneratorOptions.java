// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.percent;
import static dev.drey.shape.Option.scalars;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The generators that a column can have. */
final class GeneratorOptions {
  /** How deep rows within rows can have generators of their own. */
  private static final int NESTING = 3;

  static final Option<Object> PICK =
      either(
              "pick",
              Shape.oneOf(Shape.integer(), Shape.list(Shape.scalar())),
              "One of these values; or, with a number, one of so many made-up ones, such as"
                  + " card_id-17 for a text and 17 for a number.")
          .example("[DE, FR, US]");

  static final Option<List<?>> BETWEEN =
      scalars(
              "between",
              "Any value from the first to the second, both included: numbers, dates or times.")
          .example("[1, 500]");

  static final Option<Long> START = integer("start", "The number in row 0.").orElse(0L);

  static final Option<Long> STEP = integer("step", "What is added from row to row.").orElse(1L);

  static final Option<OptionValues> SEQUENCE =
      object(
              "sequence",
              Shape.object(START, STEP),
              "Numbers one after the other; for a text behind the column's name.")
          .example("{start: 1}");

  static final Option<Long> LENGTH =
      integer("length", "Random lower-case letters, or random bytes, so many in every row.")
          .example("12");

  static final Option<Boolean> UUID = flag("uuid", "A random UUID as text.").example("true");

  static final Option<Double> CHANCE =
      percent("chance", "TRUE in about this share of the rows.").example("10%");

  static final Option<OptionValues> CLOCK =
      object("clock", ClockOptions.shape(), "A time that goes on from row to row.")
          .example("{step: 1s}");

  static final Option<Boolean> NOW =
      flag("now", "The machine's time when the row is made: another in every run.").example("true");

  static final Option<Long> SIZE =
      integer("size", "How many elements there are.").orElse(1L).example("3");

  static final Option<Double> NULLS =
      percent("nulls", "NULL in about this share of the rows.").orElse(0.0).example("5%");

  static final Option<OptionValues> OF =
      object("of", generator(0), "The generator of an element, without parts of its own.")
          .required()
          .example("{pick: [low, high]}");

  static final Option<OptionValues> LIST =
      object(
              "list",
              Shape.object(OF, SIZE),
              "An ARRAY of elements that are made one after the other; not within a row.")
          .example("{of: {pick: [low, high]}, size: 2}");

  static final Option<Map<String, Object>> ENTRIES =
      Option.map(
              "entries",
              generator(0),
              "A MAP with these texts as keys: the generators of their values; not within a row.")
          .example("{speed: {between: [0, 120]}}");

  static final Option<Map<String, Object>> FIELDS = fields(NESTING);

  private GeneratorOptions() {}

  /** The options of a column. */
  static Shape shape() {
    return generator(NESTING);
  }

  private static Option<Map<String, Object>> fields(int nesting) {
    return Option.map("fields", generator(nesting - 1), "Generators of a row's own fields.")
        .example("{country: {pick: [DE, US]}}");
  }

  private static Shape generator(int nesting) {
    List<Option<?>> ways =
        new ArrayList<>(
            List.of(PICK, BETWEEN, SEQUENCE, LENGTH, UUID, FakeOptions.FAKE, CHANCE, CLOCK, NOW));
    if (nesting > 0) {
      ways.add(fields(nesting));
    }
    if (nesting == NESTING) {
      ways.addAll(List.of(LIST, ENTRIES));
    }
    Option<?>[] one = ways.toArray(new Option<?>[0]);
    List<Key> keys = new ArrayList<>(Option.keys(one));
    keys.add(NULLS.key());
    return Shape.object(keys, List.of(Constraint.atMostOne(one)));
  }
}
