// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static dev.drey.format.registry.ConfluentOptions.CONFLUENT;

import dev.drey.connector.Permission;
import dev.drey.format.registry.ConfluentOptions;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;

/** The option {@code registry}. */
final class RegistryOptions {
  static final Option<OptionValues> REGISTRY =
      Option.object(
              "registry",
              Shape.object(
                  Option.keys(CONFLUENT, GlueOptions.GLUE),
                  List.of(Constraint.exactlyOne(CONFLUENT, GlueOptions.GLUE))),
              "Where the schemas of records in topics and streams are kept: each is read by the"
                  + " one that it was written with. Files have theirs with them.")
          .example(
              "{confluent: {url: \"https://registry.example.com:8081\", subject: orders-value}}");

  private RegistryOptions() {}

  /** Where the schemas are kept; empty where records are of one schema, without a number. */
  static Optional<SchemaRegistry> of(OptionValues options) {
    Optional<SchemaRegistry> glue = glue(options).map(each -> GlueOptions.registry(each, options));
    return glue.or(
        () ->
            confluent(options).map(each -> new ConfluentSchemas(ConfluentOptions.registry(each))));
  }

  private static Optional<OptionValues> glue(OptionValues options) {
    return options.find(REGISTRY).flatMap(each -> each.find(GlueOptions.GLUE));
  }

  private static Optional<OptionValues> confluent(OptionValues options) {
    return options.find(REGISTRY).flatMap(each -> each.find(CONFLUENT));
  }

  /** What is wrong with the options by which a registry is asked. */
  static List<OptionProblem> check(OptionValues options) {
    return glue(options)
        .map(each -> GlueOptions.check(each, REGISTRY.to(GlueOptions.GLUE)))
        .or(
            () ->
                confluent(options)
                    .map(each -> ConfluentOptions.check(each, REGISTRY.to(CONFLUENT))))
        .orElse(List.of());
  }

  /** What a sink lacks that has to say under which name its schema stands. */
  static List<OptionProblem> checkWriting(OptionValues options) {
    return glue(options)
        .map(each -> GlueOptions.checkWriting(each, REGISTRY.to(GlueOptions.GLUE)))
        .or(
            () ->
                confluent(options)
                    .map(each -> ConfluentOptions.checkWriting(each, REGISTRY.to(CONFLUENT))))
        .orElse(List.of());
  }

  /** What the job's role needs to be allowed. */
  static List<Permission> permissions(OptionValues options, boolean reading) {
    return glue(options)
        .map(each -> GlueOptions.permissions(each, reading))
        .or(() -> confluent(options).map(ConfluentOptions::permissions))
        .orElse(List.of());
  }
}
