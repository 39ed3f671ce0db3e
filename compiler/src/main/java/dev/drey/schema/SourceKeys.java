// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The keys of a source. */
public final class SourceKeys {
  private SourceKeys() {}

  static Shape source(CatalogKeys catalog) {
    List<Key> connectors = catalog.sources();
    List<Key> keys = new ArrayList<>(connectors);
    keys.addAll(catalog.laterConnectors());
    keys.add(catalog.format());
    keys.add(
        Key.of(
                "type",
                Shape.reference("type"),
                "The columns of a record: the name of a type, or a map of fields.")
            .withExample("Transaction"));
    keys.add(
        Key.of(
                "key",
                Shape.list(Shape.column()),
                "The columns that say which row a record is about, for formats whose records put"
                    + " and delete rows: the last row of a key holds. Without it such rows are"
                    + " taken back one by one.")
            .withExample("[tx_id]"));
    keys.add(
        Key.of(
                "metadata",
                Shape.map(Shape.string()),
                "Columns that take what the connector knows of a record: column name to metadata"
                    + " name.")
            .withExample("{partition_key: partitionKey}"));
    keys.add(eventTime());
    keys.add(
        onError(
            "The stream of the bad records.",
            "unreadable",
            "What becomes of a record that cannot be read: `fail` stops the job, `drop` counts it,"
                + " and `{to: NAME}` makes it a row of the stream NAME."));
    keys.add(enabled());
    keys.add(
        parallelism(
            "In how many subtasks it is read, and its rows go through what needs no key: a number,"
                + " or a share of the job's; at most the job's."));
    String[] names = connectors.stream().map(Key::name).toArray(String[]::new);
    return Shape.object(keys, List.of(Constraint.exactlyOne(names)));
  }

  /** Whether a source, stream or sink is part of the job. */
  static Key enabled() {
    return Key.of(
            "enabled",
            Shape.bool(),
            "Whether it is part of the job: `false`, mostly by a parameter, leaves it out. It is"
                + " checked all the same. With quotation marks around it also `NOT ${local}`, or"
                + " `${stage} = 'prod'` (`<>`).")
        .withDefault("true")
        .withExample("\"${to_kinesis}\"");
  }

  /** In how many subtasks a source, stream or sink runs. */
  static Key parallelism(String description) {
    return Key.of(
            "parallelism",
            Shape.oneOf(Shape.integer(1, RuntimeKeys.MAX_PARALLELISM), Shape.percent()),
            description)
        .withExample("50%");
  }

  /** {@code fail}, {@code drop} or {@code {to: NAME}}. */
  static Key onError(String ofTo, String name, String description) {
    return policy("onError", ofTo, name, description);
  }

  /**
   * A key with {@code fail}, {@code drop} or {@code {to: NAME}}.
   *
   * @param ofTo what stream NAME is
   * @param name one for the example
   */
  public static Key policy(String key, String ofTo, String name, String description) {
    Shape to =
        Shape.object(
            Key.required("to", Shape.string(PipelineGrammar.NAME), ofTo).withExample(name));
    return Key.of(key, Shape.oneOf(Shape.oneOfTexts("fail", "drop"), to), description)
        .withDefault("fail")
        .withExample("{to: " + name + "}");
  }

  private static Key eventTime() {
    return Key.of(
            "eventTime",
            Shape.object(
                field(),
                watermark(),
                Key.of(
                        "idleTimeout",
                        Shape.duration(),
                        "After this long without a record a partition no longer holds the watermark"
                            + " back.")
                    .withExample("30s"),
                Key.of(
                        "maxFutureSkew",
                        Shape.duration(),
                        "A record further ahead of the clock than this does not move the watermark,"
                            + " and is counted.")
                    .withExample("5m"),
                Key.of("alignment", Shape.scalar(), "Keeps sources in step.").asPlanned()),
            "Who assigns the time of a record, and how its watermark moves.")
        .withExample("{field: ts, watermark: {maxOutOfOrderness: 10s}}");
  }

  private static Key field() {
    Shape computed =
        Shape.object(
            List.of(
                Key.of("expression", Shape.expression(), "An expression that gives the time.")
                    .withExample("TO_TIMESTAMP_LTZ(epoch, 3)"),
                Key.of("metadata", Shape.string(), "The connector metadata that is the time.")
                    .withExample("approximateArrivalTimestamp")),
            List.of(Constraint.exactlyOne("expression", "metadata")));
    return Key.required(
            "field",
            Shape.oneOf(Shape.column(), computed),
            "The TIMESTAMP or TIMESTAMP_LTZ column that is a record's time, or an expression or"
                + " metadata that gives it.")
        .withExample("ts");
  }

  private static Key watermark() {
    return Key.of(
            "watermark",
            Shape.object(
                List.of(
                    Key.of(
                            "maxOutOfOrderness",
                            Shape.duration(),
                            "The watermark stays this far behind the latest time seen.")
                        .withExample("10s"),
                    Key.of(
                            "monotonic",
                            Shape.bool(),
                            "`true`: times never go back within a partition.")
                        .withExample("true"),
                    Key.of(
                            "punctuated",
                            Shape.expression(),
                            "An expression that gives the watermark of a record, or NULL for none.")
                        .withExample("CASE WHEN is_marker THEN ts END")),
                List.of(Constraint.exactlyOne("maxOutOfOrderness", "monotonic", "punctuated"))),
            "How the watermark follows the records.")
        .withExample("{maxOutOfOrderness: 10s}");
  }
}
