package dev.drey.connector.kafka;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
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
  static final String IAM = "iam";
  static final String SASL = "sasl";
  static final String TLS = "tls";

  private static final String ROLE = "role";
  private static final String MECHANISM = "mechanism";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String CERTIFICATES = "certificates";
  private static final String TRUSTSTORE = "truststore";
  private static final String TRUSTSTORE_PASSWORD = "truststorePassword";
  private static final String KEYSTORE = "keystore";
  private static final String KEYSTORE_PASSWORD = "keystorePassword";
  private static final String KEY_PASSWORD = "keyPassword";

  private SecurityOptions() {}

  static Shape shape() {
    return Shape.object(
        List.of(
            Key.of(
                    IAM,
                    Shape.object(
                        Key.of(ROLE, Shape.string(), "The role to assume; absent: the job's own.")
                            .withExample("arn:aws:iam::123456789012:role/cards-reader")),
                    "Amazon MSK's access control with IAM.")
                .withExample("{}"),
            Key.of(SASL, sasl(), "User and password.")
                .withExample(
                    "{mechanism: SCRAM-SHA-512, username: cards, password: \"${kafka_password}\"}"),
            Key.of(
                    TLS,
                    Shape.oneOf(Shape.bool(), tls()),
                    "Whom to trust and how to show who we are; `true`: whom Java trusts, `false`: no"
                        + " encryption.")
                .withDefault("true")
                .withExample("{truststore: /etc/kafka/trusted.p12}")),
        List.of(Constraint.atLeastOne(IAM, SASL, TLS), Constraint.atMostOne(IAM, SASL)));
  }

  private static Shape sasl() {
    return Shape.object(
        Key.required(
                MECHANISM,
                Shape.oneOfTexts("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"),
                "How the brokers check the password; Amazon MSK: SCRAM-SHA-512.")
            .withExample("SCRAM-SHA-512"),
        Key.required(USERNAME, Shape.string(), "The user.").withExample("cards"),
        Key.required(PASSWORD, Shape.string(), "The user's password.")
            .withExample("\"${kafka_password}\"")
            .asSecret());
  }

  private static Shape tls() {
    return Shape.object(
        List.of(
            Key.of(
                    CERTIFICATES,
                    Shape.string(),
                    "The certificates to trust, as PEM text: needs no file on the cluster.")
                .withExample("\"${kafka_ca}\""),
            Key.of(
                    TRUSTSTORE,
                    Shape.string(),
                    "A file on every machine of the cluster with the certificates to trust: JKS,"
                        + " PKCS12, or PEM by the ending `.pem`.")
                .withExample("/etc/kafka/trusted.p12"),
            Key.of(TRUSTSTORE_PASSWORD, Shape.string(), "The password of `truststore`.")
                .withExample("\"${truststore_password}\"")
                .asSecret(),
            Key.of(
                    KEYSTORE,
                    Shape.string(),
                    "A file on every machine of the cluster with our own key and certificate: JKS,"
                        + " PKCS12, or PEM by the ending `.pem`.")
                .withExample("/etc/kafka/cards.p12"),
            Key.of(KEYSTORE_PASSWORD, Shape.string(), "The password of `keystore`.")
                .withExample("\"${keystore_password}\"")
                .asSecret(),
            Key.of(
                    KEY_PASSWORD,
                    Shape.string(),
                    "The password of the key inside, where it is another.")
                .withExample("\"${key_password}\"")
                .asSecret()),
        List.of(
            Constraint.atMostOne(CERTIFICATES, TRUSTSTORE),
            Constraint.requires(TRUSTSTORE_PASSWORD, TRUSTSTORE),
            Constraint.requires(KEYSTORE_PASSWORD, KEYSTORE),
            Constraint.requires(KEY_PASSWORD, KEYSTORE)));
  }

  /** Whether the spec says {@code tls: false}. */
  static boolean unencrypted(OptionValues security) {
    return security.find(TLS).filter(Boolean.FALSE::equals).isPresent();
  }

  /** The settings of Kafka's clients. */
  static Map<String, String> properties(OptionValues security) {
    Map<String, String> properties = new LinkedHashMap<>();
    boolean login = security.has(IAM) || security.has(SASL);
    properties.put(
        "security.protocol",
        (login ? "SASL_" : "") + (unencrypted(security) ? "PLAINTEXT" : "SSL"));
    if (security.has(IAM)) {
      putIam(properties, security.object(IAM));
    }
    if (security.has(SASL)) {
      putSasl(properties, security.object(SASL));
    }
    Optional<Object> tls = security.find(TLS);
    if (tls.isPresent() && tls.get() instanceof OptionValues) {
      putTls(properties, (OptionValues) tls.get());
    }
    return properties;
  }

  private static void putIam(Map<String, String> properties, OptionValues iam) {
    properties.put("sasl.mechanism", "AWS_MSK_IAM");
    properties.put(
        "sasl.jaas.config",
        "software.amazon.msk.auth.iam.IAMLoginModule required"
            + (iam.has(ROLE) ? " awsRoleArn=" + quoted(iam.string(ROLE)) : "")
            + ";");
    properties.put(
        "sasl.client.callback.handler.class",
        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
  }

  private static void putSasl(Map<String, String> properties, OptionValues sasl) {
    String mechanism = sasl.string(MECHANISM);
    String module =
        mechanism.equals("PLAIN")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    properties.put("sasl.mechanism", mechanism);
    properties.put(
        "sasl.jaas.config",
        module
            + " required username="
            + quoted(sasl.string(USERNAME))
            + " password="
            + quoted(sasl.string(PASSWORD))
            + ";");
  }

  /** As the tokenizer of JAAS configurations reads it back: a password may hold any character. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void putTls(Map<String, String> properties, OptionValues tls) {
    if (tls.has(CERTIFICATES)) {
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.certificates", tls.string(CERTIFICATES));
    }
    putStore(properties, "ssl.truststore", tls, TRUSTSTORE);
    putStore(properties, "ssl.keystore", tls, KEYSTORE);
    put(properties, "ssl.truststore.password", tls, TRUSTSTORE_PASSWORD);
    put(properties, "ssl.keystore.password", tls, KEYSTORE_PASSWORD);
    put(properties, "ssl.key.password", tls, KEY_PASSWORD);
  }

  private static void putStore(
      Map<String, String> properties, String prefix, OptionValues tls, String key) {
    put(properties, prefix + ".location", tls, key);
    if (tls.has(key) && tls.string(key).endsWith(".pem")) {
      properties.put(prefix + ".type", "PEM");
    }
  }

  private static void put(
      Map<String, String> properties, String property, OptionValues tls, String key) {
    if (tls.has(key)) {
      properties.put(property, tls.string(key));
    }
  }
}
