// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The option {@code registry}. */
final class RegistryOptions {
  private static final Option<String> URL =
      Option.text(
              "url",
              "^https?://.+$",
              "Where the registry answers; several with commas, of which one that does not answer"
                  + " is passed over.")
          .required()
          .example("https://registry.example.com:8081");

  static final Option<String> SUBJECT =
      Option.text(
              "subject",
              "The subject that has the schema of what a sink writes: by habit the topic's name"
                  + " with `-value` behind it. Sources need none.")
          .example("transactions-value");

  private static final Option<Boolean> REGISTER =
      Option.flag(
              "register",
              "Whether a sink adds its schema to the subject if it is not there. If not, such a"
                  + " sink stops the job.")
          .orElse(true)
          .example("false");

  private static final Option<String> USERNAME =
      Option.text("username", "The user, or an API key.").example("cards");

  private static final Option<String> PASSWORD =
      Option.text("password", "The password, or the API key's secret.")
          .secret()
          .example("\"${registry_password}\"");

  private static final Option<String> TOKEN =
      Option.text("token", "A bearer token.").secret().example("\"${registry_token}\"");

  private static final Option<Duration> TIMEOUT =
      Option.duration(
              "timeout",
              "How long a registry that does not answer, is busy or has a fault is asked again"
                  + " before the job fails.")
          .orElse(Duration.ofMinutes(1))
          .example("10s");

  static final Option<OptionValues> CONFLUENT =
      Option.object(
              "confluent",
              Shape.object(
                  Option.keys(URL, SUBJECT, REGISTER, USERNAME, PASSWORD, TOKEN, TIMEOUT),
                  List.of(
                      Constraint.requires(USERNAME, PASSWORD),
                      Constraint.requires(PASSWORD, USERNAME),
                      Constraint.atMostOne(USERNAME, TOKEN))),
              "A registry that answers as Confluent's Schema Registry does; Apicurio and Karapace"
                  + " do. A record begins with a zero byte and the number of its schema.")
          .required()
          .example("{url: \"https://registry.example.com:8081\"}");

  static final Option<OptionValues> REGISTRY =
      Option.object(
              "registry",
              Shape.object(CONFLUENT),
              "Where the schemas of records in topics and streams are kept: each is read by the"
                  + " one that it was written with. Files have theirs with them.")
          .example(
              "{confluent: {url: \"https://registry.example.com:8081\", subject: orders-value}}");

  /** Where problems are told that are about no option that is written. */
  static final String PLACE = REGISTRY.to(CONFLUENT) + "." + URL.name();

  private RegistryOptions() {}

  /** Where the schemas are kept; empty where records are of one schema, without a number. */
  static Optional<SchemaRegistry> of(OptionValues options) {
    return options
        .find(REGISTRY)
        .map(registry -> registry.get(CONFLUENT))
        .map(
            confluent ->
                new ConfluentRegistry(
                    new RegistryAccess(
                        List.of(confluent.get(URL).split("\\s*,\\s*")),
                        authorization(confluent),
                        confluent.get(TIMEOUT)),
                    confluent.find(SUBJECT).orElse(""),
                    confluent.get(REGISTER)));
  }

  private static String authorization(OptionValues confluent) {
    return confluent
        .find(TOKEN)
        .map(RegistryAccess::bearer)
        .or(
            () ->
                confluent
                    .find(USERNAME)
                    .map(user -> RegistryAccess.basic(user, confluent.get(PASSWORD))))
        .orElse("");
  }

  /** Whether a sink is told under which subject its schema stands. */
  static boolean lacksSubject(OptionValues options) {
    return options
        .find(REGISTRY)
        .filter(registry -> !registry.get(CONFLUENT).has(SUBJECT))
        .isPresent();
  }
}
