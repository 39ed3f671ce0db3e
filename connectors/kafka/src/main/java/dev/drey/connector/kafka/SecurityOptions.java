// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.connector.tls.KeyMaterial;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code security} option: its shape, and what it means in settings of Kafka's clients (Kafka's
 * documentation, "Security"; for IAM the readme of aws-msk-iam-auth). The traffic is encrypted
 * unless the spec says {@code tls: false}.
 */
final class SecurityOptions {
  static final Option<String> ROLE =
      text("role", "The role to assume; absent: the job's own.")
          .example("arn:aws:iam::123456789012:role/cards-reader");

  static final Option<OptionValues> IAM =
      object("iam", Shape.object(ROLE), "Amazon MSK's access control with IAM.").example("{}");

  private static final Option<String> MECHANISM =
      choice(
              "mechanism",
              List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"),
              "How the brokers check the password; Amazon MSK: SCRAM-SHA-512.")
          .required()
          .example("SCRAM-SHA-512");

  private static final Option<String> USERNAME =
      text("username", "The user.").required().orKept().example("cards");

  private static final Option<String> PASSWORD =
      text("password", "The user's password.").required().secret().example("\"${kafka_password}\"");

  private static final Option<OptionValues> SASL =
      object("sasl", Shape.object(MECHANISM, USERNAME, PASSWORD), "User and password.")
          .example("{mechanism: SCRAM-SHA-512, username: cards, password: \"${kafka_password}\"}");

  static final Option<Object> TLS =
      either(
              TlsOptions.TLS.name(),
              Shape.oneOf(Shape.bool(), TlsOptions.shape()),
              "Whom to trust and how to show who we are; `true`: whom Java trusts, `false`: no"
                  + " encryption.")
          .orElse(true)
          .example("{truststore: {s3: \"s3://keys/trusted.p12\"}}");

  private SecurityOptions() {}

  static Shape shape() {
    return Shape.object(
        Option.keys(IAM, SASL, TLS),
        List.of(Constraint.atLeastOne(IAM, SASL, TLS), Constraint.atMostOne(IAM, SASL)));
  }

  /** Whether the spec says {@code tls: false}. */
  static boolean unencrypted(OptionValues security) {
    return security.get(TLS).equals(false);
  }

  /** What the spec says of keys and certificates. */
  static Optional<OptionValues> tls(OptionValues security) {
    return Optional.of(security.get(TLS))
        .filter(OptionValues.class::isInstance)
        .map(OptionValues.class::cast);
  }

  /** Whether these options make this setting of Kafka's clients. */
  static boolean makes(OptionValues security, String property) {
    return login(security).containsKey(property)
        || (property.startsWith("ssl.truststore")
            && tls(security).filter(TlsOptions::trusts).isPresent())
        || (property.startsWith("ssl.key")
            && tls(security).filter(TlsOptions::identifies).isPresent());
  }

  /**
   * The settings of Kafka's clients, with keys and certificates themselves: Kafka takes them as
   * text, so that nobody needs a file.
   *
   * @param whose as messages call who asks for it
   */
  static Map<String, String> properties(OptionValues security, String whose) {
    Map<String, String> properties = login(security);
    tls(security).map(tls -> KeyMaterial.read(tls, whose)).ifPresent(keys -> put(properties, keys));
    return properties;
  }

  private static Map<String, String> login(OptionValues security) {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean login = security.has(IAM) || security.has(SASL);
    properties.put(
        "security.protocol",
        (login ? "SASL_" : "") + (unencrypted(security) ? "PLAINTEXT" : "SSL"));
    if (security.has(IAM)) {
      putIam(properties, security.get(IAM));
    }
    if (security.has(SASL)) {
      putSasl(properties, security.get(SASL));
    }
    return properties;
  }

  private static void putIam(Map<String, String> properties, OptionValues iam) {
    properties.put("sasl.mechanism", "AWS_MSK_IAM");
    properties.put(
        "sasl.jaas.config",
        "software.amazon.msk.auth.iam.IAMLoginModule required"
            + (iam.has(ROLE) ? " awsRoleArn=" + quoted(iam.get(ROLE)) : "")
            + ";");
    properties.put(
        "sasl.client.callback.handler.class",
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
  }

  private static void putSasl(Map<String, String> properties, OptionValues sasl) {
    String mechanism = sasl.get(MECHANISM);
    String module =
        mechanism.equals("PLAIN")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    properties.put("sasl.mechanism", mechanism);
    properties.put(
        "sasl.jaas.config",
        module
            + " required username="
            + quoted(sasl.get(USERNAME))
            + " password="
            + quoted(sasl.get(PASSWORD))
            + ";");
  }

  /** As the tokenizer of JAAS configurations reads it back: a password may hold any character. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void put(Map<String, String> properties, KeyMaterial keys) {
    keys.trusted()
        .ifPresent(
            certificates -> {
              properties.put("ssl.truststore.type", "PEM");
              properties.put("ssl.truststore.certificates", certificates);
            });
    keys.key()
        .ifPresent(
            key -> {
              properties.put("ssl.keystore.type", "PEM");
              properties.put("ssl.keystore.key", key);
              properties.put("ssl.keystore.certificate.chain", keys.chain().orElseThrow());
            });
  }
}
