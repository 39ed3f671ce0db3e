// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
      text("username", "The user.").required().example("cards");

  private static final Option<String> PASSWORD =
      text("password", "The user's password.").required().secret().example("\"${kafka_password}\"");

  private static final Option<OptionValues> SASL =
      object("sasl", Shape.object(MECHANISM, USERNAME, PASSWORD), "User and password.")
          .example("{mechanism: SCRAM-SHA-512, username: cards, password: \"${kafka_password}\"}");

  private static final Option<String> CERTIFICATES =
      text("certificates", "The certificates to trust, as PEM text: needs no file on the cluster.")
          .example("\"${kafka_ca}\"");

  private static final Option<String> TRUSTSTORE =
      text(
              "truststore",
              "A file on every machine of the cluster with the certificates to trust: JKS,"
                  + " PKCS12, or PEM by the ending `.pem`.")
          .path()
          .example("/etc/kafka/trusted.p12");

  private static final Option<String> TRUSTSTORE_PASSWORD =
      text("truststorePassword", "The password of `truststore`.")
          .secret()
          .example("\"${truststore_password}\"");

  private static final Option<String> KEYSTORE =
      text(
              "keystore",
              "A file on every machine of the cluster with our own key and certificate: JKS,"
                  + " PKCS12, or PEM by the ending `.pem`.")
          .path()
          .example("/etc/kafka/cards.p12");

  private static final Option<String> KEYSTORE_PASSWORD =
      text("keystorePassword", "The password of `keystore`.")
          .secret()
          .example("\"${keystore_password}\"");

  private static final Option<String> KEY_PASSWORD =
      text("keyPassword", "The password of the key inside, where it is another.")
          .secret()
          .example("\"${key_password}\"");

  static final Option<Object> TLS =
      either(
              "tls",
              Shape.oneOf(Shape.bool(), tls()),
              "Whom to trust and how to show who we are; `true`: whom Java trusts, `false`: no"
                  + " encryption.")
          .orElse(true)
          .example("{truststore: /etc/kafka/trusted.p12}");

  private SecurityOptions() {}

  static Shape shape() {
    return Shape.object(
        Option.keys(IAM, SASL, TLS),
        List.of(Constraint.atLeastOne(IAM, SASL, TLS), Constraint.atMostOne(IAM, SASL)));
  }

  private static Shape tls() {
    return Shape.object(
        Option.keys(
            CERTIFICATES,
            TRUSTSTORE,
            TRUSTSTORE_PASSWORD,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEY_PASSWORD),
        List.of(
            Constraint.atMostOne(CERTIFICATES, TRUSTSTORE),
            Constraint.requires(TRUSTSTORE_PASSWORD, TRUSTSTORE),
            Constraint.requires(KEYSTORE_PASSWORD, KEYSTORE),
            Constraint.requires(KEY_PASSWORD, KEYSTORE)));
  }

  /** Whether the spec says {@code tls: false}. */
  static boolean unencrypted(OptionValues security) {
    return security.get(TLS).equals(false);
  }

  /** The settings of Kafka's clients. */
  static Map<String, String> properties(OptionValues security) {
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
    Object tls = security.get(TLS);
    if (tls instanceof OptionValues) {
      putTls(properties, (OptionValues) tls);
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

  private static void putTls(Map<String, String> properties, OptionValues tls) {
    if (tls.has(CERTIFICATES)) {
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.certificates", tls.get(CERTIFICATES));
    }
    putStore(properties, "ssl.truststore", tls, TRUSTSTORE);
    putStore(properties, "ssl.keystore", tls, KEYSTORE);
    put(properties, "ssl.truststore.password", tls, TRUSTSTORE_PASSWORD);
    put(properties, "ssl.keystore.password", tls, KEYSTORE_PASSWORD);
    put(properties, "ssl.key.password", tls, KEY_PASSWORD);
  }

  private static void putStore(
      Map<String, String> properties, String prefix, OptionValues tls, Option<String> key) {
    put(properties, prefix + ".location", tls, key);
    if (tls.has(key) && tls.get(key).endsWith(".pem")) {
      properties.put(prefix + ".type", "PEM");
    }
  }

  private static void put(
      Map<String, String> properties, String property, OptionValues tls, Option<String> key) {
    if (tls.has(key)) {
      properties.put(property, tls.get(key));
    }
  }
}
