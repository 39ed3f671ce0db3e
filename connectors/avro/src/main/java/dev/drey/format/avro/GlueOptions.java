// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.format.packed.Packed;
import dev.drey.format.registry.ConfluentOptions;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The options of {@code registry: {glue: ...}}. */
final class GlueOptions {
  private static final String NONE = "none";
  private static final String ZLIB = "zlib";

  private static final Option<String> REGISTRY_NAME =
      Option.text(
              "name",
              "^[A-Za-z0-9_.$#-]{1,255}$",
              "The registry. Absent: the one that every account has.")
          .orElse("default-registry")
          .example("payments");

  private static final Option<String> SCHEMA_NAME =
      Option.text(
              "schemaName",
              "^[A-Za-z0-9_.$#-]{1,255}$",
              "The schema of which that of a sink is a version. Sources need none: a record says"
                  + " itself.")
          .example("transactions");

  private static final Option<String> COMPATIBILITY =
      Option.choice(
              "compatibility",
              List.of(
                  "NONE",
                  "DISABLED",
                  "BACKWARD",
                  "BACKWARD_ALL",
                  "FORWARD",
                  "FORWARD_ALL",
                  "FULL",
                  "FULL_ALL"),
              "How the versions of a schema that a sink creates have to go together. One that is"
                  + " there keeps its own.")
          .orElse("BACKWARD")
          .example("FULL");

  private static final Option<String> PACKED =
      Option.choice(
              "compression",
              List.of(NONE, ZLIB),
              "How a sink packs the value behind the record's beginning. What is read says itself.")
          .orElse(NONE)
          .example(ZLIB);

  static final Option<OptionValues> GLUE =
      Option.object(
              "glue",
              Shape.object(keys(), List.of()),
              "AWS Glue's Schema Registry. A record begins with the byte 3, one that says how it is"
                  + " packed, and the 16 bytes of its schema's version, as the registry's own"
                  + " serializers write it.")
          .example("{name: payments, region: eu-central-1}");

  private GlueOptions() {}

  private static List<Key> keys() {
    List<Key> keys =
        new ArrayList<>(
            Option.keys(
                REGISTRY_NAME,
                SCHEMA_NAME,
                ConfluentOptions.REGISTER,
                COMPATIBILITY,
                PACKED,
                ConfluentOptions.TIMEOUT));
    keys.addAll(AwsOptions.keys());
    return keys;
  }

  /**
   * @param format the options around these
   */
  static SchemaRegistry registry(OptionValues glue, OptionValues format) {
    return new GlueRegistry(
        GlueSubject.of(
            glue.get(REGISTRY_NAME),
            glue.find(SCHEMA_NAME).orElse(""),
            glue.get(COMPATIBILITY),
            glue.get(ConfluentOptions.REGISTER)),
        new GlueRequests(AwsAccess.of(glue, 1), glue.get(ConfluentOptions.TIMEOUT)),
        glue.get(PACKED).equals(ZLIB),
        Packed.limit(format));
  }

  /**
   * @param place the way to these options
   */
  static List<OptionProblem> check(OptionValues glue, String place) {
    return AwsOptions.check(glue).stream()
        .map(
            finding ->
                OptionProblem.of(place + "." + finding.option(), finding.message(), finding.help()))
        .collect(Collectors.toList());
  }

  static List<OptionProblem> checkWriting(OptionValues glue, String place) {
    return glue.has(SCHEMA_NAME)
        ? List.of()
        : List.of(
            OptionProblem.of(
                place,
                "a sink's schema is a version of one in the registry, and none is named",
                "write `" + SCHEMA_NAME + ": NAME` there, mostly the topic's or stream's name"));
  }

  static List<Permission> permissions(OptionValues glue, boolean reading) {
    String region = glue.find(AwsOptions.REGION).orElse("*");
    String start = "arn:" + Permission.partitionOf(region) + ":glue:" + region + ":*:";
    String registry = start + "registry/" + glue.get(REGISTRY_NAME);
    String schema =
        start
            + "schema/"
            + glue.get(REGISTRY_NAME)
            + "/"
            + (reading ? "*" : glue.find(SCHEMA_NAME).orElse("*"));
    List<Permission> permissions = new ArrayList<>();
    // Of a version's number the service does not know what it belongs to: it asks for all.
    permissions.add(Permission.of("glue:GetSchemaVersion", "*"));
    if (!reading) {
      permissions.add(Permission.of("glue:GetSchemaByDefinition", registry, schema));
      if (glue.get(ConfluentOptions.REGISTER)) {
        permissions.add(Permission.of("glue:GetSchema", registry, schema));
        permissions.add(Permission.of("glue:CreateSchema", registry, schema));
        permissions.add(Permission.of("glue:RegisterSchemaVersion", registry, schema));
      }
    }
    permissions.addAll(Credentials.of(glue).permissions());
    return permissions;
  }
}
