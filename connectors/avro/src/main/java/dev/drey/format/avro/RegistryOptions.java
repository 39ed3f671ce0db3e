// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.connector.Permission;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The option {@code registry}. */
final class RegistryOptions {
  /** Each of several. */
  private static final String OVER_TLS = "https:[^,]*(,\\s*https:[^,]*)*";

  private static final Option<String> URL =
      Option.text(
              "url",
              "^https?://.+$",
              "Where the registry answers; several with commas, of which one that does not answer"
                  + " is passed over.")
          .required()
          .example("https://registry.example.com:8081");

  private static final Option<String> SUBJECT =
      Option.text(
              "subject",
              "The subject that has the schema of what a sink writes: by habit the topic's name"
                  + " with `-value` behind it. Sources need none.")
          .example("transactions-value");

  static final Option<Boolean> REGISTER =
      Option.flag(
              "register",
              "Whether a sink adds its schema to the registry if it is not there. If not, such a"
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

  static final Option<Duration> TIMEOUT =
      Option.duration(
              "timeout",
              "How long a registry that does not answer, is busy or has a fault is asked again"
                  + " before the job fails.")
          .orElse(Duration.ofMinutes(1))
          .example("10s");

  private static final Option<OptionValues> CONFLUENT =
      Option.object(
              "confluent",
              Shape.object(
                  Option.keys(
                      URL, SUBJECT, REGISTER, USERNAME, PASSWORD, TOKEN, TIMEOUT, TlsOptions.TLS),
                  List.of(
                      Constraint.requires(USERNAME, PASSWORD),
                      Constraint.requires(PASSWORD, USERNAME),
                      Constraint.atMostOne(USERNAME, TOKEN))),
              "A registry that answers as Confluent's Schema Registry does; Apicurio and Karapace"
                  + " do. A record begins with a zero byte and the number of its schema.")
          .example("{url: \"https://registry.example.com:8081\"}");

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
    Optional<OptionValues> registry = options.find(REGISTRY);
    Optional<SchemaRegistry> glue =
        registry
            .flatMap(each -> each.find(GlueOptions.GLUE))
            .map(each -> GlueOptions.registry(each, options));
    return glue.or(() -> registry.map(each -> confluent(each.get(CONFLUENT))));
  }

  private static SchemaRegistry confluent(OptionValues confluent) {
    return new ConfluentRegistry(
        new RegistryAccess(
            List.of(confluent.get(URL).split("\\s*,\\s*")),
            authorization(confluent),
            confluent.get(TIMEOUT),
            confluent.find(TlsOptions.TLS)),
        confluent.find(SUBJECT).orElse(""),
        confluent.get(REGISTER));
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

  /** What is wrong with the options by which a registry is asked. */
  static List<OptionProblem> check(OptionValues options) {
    Optional<OptionValues> registry = options.find(REGISTRY);
    return registry
        .flatMap(each -> each.find(GlueOptions.GLUE))
        .map(glue -> GlueOptions.check(glue, REGISTRY.to(GlueOptions.GLUE)))
        .or(() -> registry.flatMap(each -> each.find(CONFLUENT)).map(RegistryOptions::checkTls))
        .orElse(List.of());
  }

  private static List<OptionProblem> checkTls(OptionValues confluent) {
    String place = REGISTRY.to(CONFLUENT);
    if (confluent.has(TlsOptions.TLS) && !confluent.get(URL).matches(OVER_TLS)) {
      return List.of(
          OptionProblem.of(
              place + "." + URL.name(),
              "the registry is asked without TLS, so that nobody looks at `" + TlsOptions.TLS + "`",
              "write `" + URL + ": https://...`"));
    }
    return TlsOptions.check(confluent).stream()
        .map(
            finding ->
                OptionProblem.of(place + "." + finding.option(), finding.message(), finding.help()))
        .collect(Collectors.toList());
  }

  /** What a sink lacks that has to say under which name its schema stands. */
  static List<OptionProblem> checkWriting(OptionValues options) {
    Optional<OptionValues> registry = options.find(REGISTRY);
    if (registry
        .flatMap(each -> each.find(CONFLUENT))
        .filter(each -> !each.has(SUBJECT))
        .isPresent()) {
      return List.of(
          OptionProblem.of(
              REGISTRY.to(CONFLUENT) + "." + URL.name(),
              "a sink's schema stands under a subject of the registry, and none is named",
              "write `subject: TOPIC-value` beside it, with the topic's name"));
    }
    return registry
        .flatMap(each -> each.find(GlueOptions.GLUE))
        .map(glue -> GlueOptions.checkWriting(glue, REGISTRY.to(GlueOptions.GLUE)))
        .orElse(List.of());
  }

  /** What the job's role needs to be allowed. */
  static List<Permission> permissions(OptionValues options, boolean reading) {
    Optional<OptionValues> registry = options.find(REGISTRY);
    return registry
        .flatMap(each -> each.find(GlueOptions.GLUE))
        .map(glue -> GlueOptions.permissions(glue, reading))
        .or(
            () ->
                registry
                    .flatMap(each -> each.find(CONFLUENT))
                    .flatMap(each -> each.find(TlsOptions.TLS))
                    .map(TlsOptions::permissions))
        .orElse(List.of());
  }
}
