// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.rate;

import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.Map;

/** The options of the connector of made-up rows: what a spec may write below {@code datagen:}. */
final class DatagenOptions {
  static final Option<Long> ROWS =
      integer(
              "rows",
              "How many rows to make, after which the source ends. Without it rows come without"
                  + " end.")
          .example("10000");

  static final Option<Double> RATE =
      rate(
              "rate",
              "The most rows to make in a second (or minute, /m), by all subtasks together."
                  + " Without it as many as the pipeline takes.")
          .example("1000/s");

  static final Option<Long> SEED =
      integer(
              "seed",
              "Another seed makes other rows; with the same seed, row number i is the same in"
                  + " every run.")
          .orElse(0L)
          .example("42");

  static final Option<Map<String, Object>> COLUMNS =
      map(
              "columns",
              GeneratorOptions.shape(),
              "How the values of a column are made. A column that is not named here gets values"
                  + " that suit its type: small numbers, some hundred texts, a clock for"
                  + " timestamps.")
          .example("{card_id: {pick: 100}, amount: {between: [1, 500]}}");

  private DatagenOptions() {}

  static Shape shape() {
    return Shape.object(ROWS, RATE, SEED, FakeOptions.LOCALE, COLUMNS);
  }
}
