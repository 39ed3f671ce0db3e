// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import dev.drey.connector.Permission;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The options of a registry that answers as Confluent's does. */
public final class ConfluentOptions {
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

  public static final Option<Boolean> REGISTER =
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

  public static final Option<Duration> TIMEOUT =
      Option.duration(
              "timeout",
              "How long a registry that does not answer, is busy or has a fault is asked again"
                  + " before the job fails.")
          .orElse(Duration.ofMinutes(1))
          .example("10s");

  public static final Option<OptionValues> CONFLUENT =
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

  private ConfluentOptions() {}

  /**
   * @param confluent what stands below {@link #CONFLUENT}
   */
  public static ConfluentRegistry registry(OptionValues confluent) {
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

  /**
   * What is wrong with them as they are written.
   *
   * @param confluent what stands below {@link #CONFLUENT}
   * @param place the way to them
   */
  public static List<OptionProblem> check(OptionValues confluent, String place) {
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
  public static List<OptionProblem> checkWriting(OptionValues confluent, String place) {
    return confluent.has(SUBJECT)
        ? List.of()
        : List.of(
            OptionProblem.of(
                place + "." + URL.name(),
                "a sink's schema stands under a subject of the registry, and none is named",
                "write `subject: TOPIC-value` beside it, with the topic's name"));
  }

  /** What the job's role needs to be allowed to read keys and certificates. */
  public static List<Permission> permissions(OptionValues confluent) {
    return confluent.find(TlsOptions.TLS).map(TlsOptions::permissions).orElse(List.of());
  }
}
