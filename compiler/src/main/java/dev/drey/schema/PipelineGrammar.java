// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Map;

/** The keys of a spec from the top down; sources, streams and sinks have a class each. */
final class PipelineGrammar {
  static final String API_VERSION = "drey/v1";

  /** Names of sources, streams and sinks. */
  static final String NAME = "^[a-z][a-z0-9_]{0,62}$";

  static final String PIPELINE_NAME = "^[a-z][a-z0-9-]{0,62}$";

  /** Names of parameters and types. */
  static final String IDENTIFIER = "^[A-Za-z_][A-Za-z0-9_]{0,62}$";

  /** Group and key. */
  private static final String PROPERTY = "^[^/]+/.+$";

  private PipelineGrammar() {}

  static Grammar of(Language language) {
    CatalogKeys connectors = new CatalogKeys(language.catalog());
    return Grammar.of(
        "Drey pipeline",
        Shape.object(
            List.of(
                apiVersion(),
                Key.required(
                        "name",
                        Shape.string(PIPELINE_NAME),
                        "The pipeline's name: lower-case letters, digits and hyphens.")
                    .withExample("card-velocity"),
                Key.of("description", Shape.string(), "What the pipeline is for, in a sentence.")
                    .withExample("Cards used too often within one hour."),
                Key.of("labels", Shape.map(Shape.string()), "Free texts by name, for inventories.")
                    .withExample("{team: payments}"),
                params(),
                types(),
                sources(),
                streams(),
                sinks(),
                RuntimeKeys.runtime(),
                allow()),
            List.of()),
        Map.of(
            "type", typeTree(),
            "source", SourceKeys.source(connectors),
            "stream", StreamKeys.stream(language.operations(), connectors),
            "sink", SinkKeys.sink(connectors)));
  }

  static Key apiVersion() {
    return Key.required(
            "apiVersion",
            Shape.oneOfTexts(API_VERSION),
            "The version of the language that this file is written in.")
        .withExample(API_VERSION);
  }

  /** A type text or the name of a type, or a map of fields. */
  private static Shape typeTree() {
    return Shape.oneOf(Shape.type(), Shape.map(Shape.reference("type")));
  }

  private static Key params() {
    Shape param =
        Shape.object(
            Key.required("type", Shape.type(), "The scalar Flink SQL type of the values.")
                .withExample("STRING"),
            Key.of(
                    "default",
                    Shape.scalar().orEmpty(),
                    "The value where none is given. Without it, a value must be given; with"
                        + " `null`, options that are this parameter alone are left out.")
                .withExample("us-east-1"),
            Key.of("description", Shape.string(), "What the parameter is for.")
                .withExample("Kinesis stream with card transactions"),
            Key.of("enum", Shape.list(Shape.scalar()), "The only values that are allowed.")
                .withExample("[us-east-1, eu-west-1]"),
            Key.of(
                    "pattern",
                    Shape.string(),
                    "A regular expression that the whole value must match.")
                .withExample("\"[a-z]+-[a-z]+-[0-9]\""),
            Key.of(
                    "property",
                    Shape.string(PROPERTY),
                    "A property of the application, as GROUP/KEY, whose value it has where none"
                        + " is given by its name.")
                .withExample("InputStream0/stream.arn"));
    return Key.of(
            "params",
            Shape.map(IDENTIFIER, param),
            "Values given at launch, by name. `${name}` in an option is its text, in an expression"
                + " a value of its type, never SQL; `$${` is a literal `${`. See"
                + " [parameters](../guide/parameters.md).")
        .withExample("{region: {type: STRING, default: us-east-1}}");
  }

  private static Key types() {
    return Key.of(
            "types",
            Shape.map(IDENTIFIER, Shape.reference("type")),
            "Row types by name. A field's type is a Flink SQL type or a nested map of fields.")
        .withExample("{Transaction: {tx_id: STRING NOT NULL, amount: \"DECIMAL(12, 2)\"}}");
  }

  private static Key sources() {
    return Key.required(
            "sources",
            Shape.map(NAME, Shape.reference("source")),
            "Where records come from, by name. Sources and streams share one name space.")
        .withExample("{lines: {file: {path: lines.txt}, format: raw, type: {line: STRING}}}");
  }

  private static Key streams() {
    return Key.of(
            "streams",
            Shape.map(NAME, Shape.reference("stream")),
            "What is made of the records: each stream is one operation on sources or streams.")
        .withExample("{large: {from: transactions, where: amount > 1000}}");
  }

  private static Key sinks() {
    return Key.required(
            "sinks", Shape.map(NAME, Shape.reference("sink")), "Where results go, by name.")
        .withExample("{out: {from: large, print: {}}}");
  }

  private static Key allow() {
    Shape one =
        Shape.object(
            Key.required("code", Shape.string("^DR[0-9]{4}$"), "The code of the warning.")
                .withExample("DR0402"),
            Key.required("at", Shape.string(), "The path of what it is about.")
                .withExample("streams.velocity"),
            Key.required("reason", Shape.string(), "Why the warning is acceptable here.")
                .withExample("One global count is what the report needs."));
    return Key.of(
            "allow",
            Shape.list(one),
            "Warnings that are accepted. One that suppresses nothing is itself a warning.")
        .withExample("[{code: DR0402, at: streams.velocity, reason: Wanted as it is.}]");
  }
}
