// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.Permission;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a spec says of keys and certificates. All of it is read where a job is started, none on the
 * machines that its tasks run on, so that a cluster needs no files.
 */
public final class TlsOptions {
  static final Option<String> CA =
      text("ca", "The certificates to trust, as PEM text.")
          .orKept()
          .example("{secret: \"file:/run/secrets/kafka-ca\"}");

  static final Option<Object> TRUSTSTORE =
      either(
              "truststore",
              store(),
              "The file with the certificates to trust: JKS, PKCS12 or PEM. A path where the job is"
                  + " started, or an object of S3.")
          .path()
          .example("{s3: \"s3://keys/trusted.p12\"}");

  static final Option<String> TRUSTSTORE_PASSWORD =
      text("truststorePassword", "The password of `truststore`.")
          .secret()
          .example("{secret: \"file:/run/secrets/truststore\"}");

  static final Option<String> CERTIFICATE =
      text("certificate", "Our own certificate, and those it rests on behind it, as PEM text.")
          .orKept()
          .example("{secret: \"file:/run/secrets/kafka-certificate\"}");

  static final Option<String> KEY =
      text("key", "The private key of `certificate`, as PEM text in the form PKCS#8.")
          .secret()
          .example("{secret: \"file:/run/secrets/kafka-key\"}");

  static final Option<Object> KEYSTORE =
      either(
              "keystore",
              store(),
              "The file with our own key and certificate: JKS, PKCS12 or PEM. A path where the job"
                  + " is started, or an object of S3.")
          .path()
          .example("{s3: \"s3://keys/cards.p12\"}");

  static final Option<String> KEYSTORE_PASSWORD =
      text("keystorePassword", "The password of `keystore`.")
          .secret()
          .example("{secret: \"file:/run/secrets/keystore\"}");

  static final Option<String> KEY_PASSWORD =
      text("keyPassword", "The password of the key itself, where it is another or `key` has one.")
          .secret()
          .example("{secret: \"file:/run/secrets/key\"}");

  /** Of a connector that goes by the scheme of its URL. */
  public static final Option<OptionValues> TLS =
      object(
              "tls",
              shape(),
              "Whom to trust over `https`, and how to show who we are. Absent: whom Java trusts.")
          .example("{ca: {secret: \"file:/run/secrets/ca\"}}");

  private TlsOptions() {}

  private static Shape store() {
    return Shape.oneOf(Shape.string(), StoredObject.shape());
  }

  /** The keys below {@code tls}. */
  public static Shape shape() {
    return Shape.object(
        Option.keys(
            CA,
            TRUSTSTORE,
            TRUSTSTORE_PASSWORD,
            CERTIFICATE,
            KEY,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEY_PASSWORD),
        List.of(
            Constraint.atLeastOne(CA, TRUSTSTORE, CERTIFICATE, KEYSTORE),
            Constraint.atMostOne(CA, TRUSTSTORE),
            Constraint.atMostOne(CERTIFICATE, KEYSTORE),
            Constraint.requires(CERTIFICATE, KEY),
            Constraint.requires(KEY, CERTIFICATE),
            Constraint.requires(TRUSTSTORE_PASSWORD, TRUSTSTORE),
            Constraint.requires(KEYSTORE_PASSWORD, KEYSTORE)));
  }

  /** Whether they say whom to trust. */
  public static boolean trusts(OptionValues tls) {
    return tls.has(CA) || tls.has(TRUSTSTORE);
  }

  /** Whether they say who we are. */
  public static boolean identifies(OptionValues tls) {
    return tls.has(CERTIFICATE) || tls.has(KEYSTORE);
  }

  /** The option by which they do. */
  public static String identity(OptionValues tls) {
    return (tls.has(KEYSTORE) ? KEYSTORE : CERTIFICATE).name();
  }

  /** What is wrong with what stands below {@code tls} of a connector that goes by its URL. */
  public static List<Finding> check(OptionValues options) {
    return options.find(TLS).map(tls -> check(tls, TLS.name())).orElse(List.of());
  }

  /**
   * What is wrong with them as they are written.
   *
   * @param at the way to them
   */
  public static List<Finding> check(OptionValues tls, String at) {
    List<Finding> findings = new ArrayList<>();
    checkPem(tls, CA, at, Pem.CERTIFICATE, findings);
    checkPem(tls, CERTIFICATE, at, Pem.CERTIFICATE, findings);
    checkPem(tls, KEY, at, Pem.KEY, findings);
    for (Option<Object> store : List.of(TRUSTSTORE, KEYSTORE)) {
      Object given = tls.find(store).orElse("");
      if (given.toString().startsWith("s3://")) {
        findings.add(
            conflict(
                at,
                store,
                "`" + store + "` is a path here, and this is an object of S3",
                "write `" + store + ": {s3: \"" + given + "\"}`"));
      }
    }
    if (tls.has(KEY_PASSWORD) && !identifies(tls)) {
      findings.add(
          conflict(
              at,
              KEY_PASSWORD,
              "`" + KEY_PASSWORD + "` is the password of a key, and none is given",
              "write `"
                  + KEYSTORE
                  + "`, or `"
                  + KEY
                  + "` and `"
                  + CERTIFICATE
                  + "`, or remove it"));
    }
    return findings;
  }

  private static void checkPem(
      OptionValues tls, Option<String> option, String at, String what, List<Finding> findings) {
    String text = tls.find(option).orElse(ConnectorUsage.HIDDEN);
    if (!text.equals(ConnectorUsage.HIDDEN) && !Pem.has(text, what)) {
      findings.add(
          conflict(
              at,
              option,
              "`" + option + "` is the text itself, in PEM, and this is none",
              "write `"
                  + option
                  + ": {secret: STORE:NAME}`, for a file `{secret: \"file:PATH\"}`"));
    }
  }

  private static Finding conflict(String at, Option<?> option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, at + "." + option.name(), message, help);
  }

  /** What the job's role has to be allowed to read the objects. */
  public static List<Permission> permissions(OptionValues tls) {
    return Stream.of(TRUSTSTORE, KEYSTORE)
        .map(store -> tls.find(store).orElse(""))
        .filter(OptionValues.class::isInstance)
        .flatMap(object -> StoredObject.permissions((OptionValues) object).stream())
        .distinct()
        .collect(Collectors.toList());
  }

  /** The actions of {@link #permissions}. */
  public static List<String> actions() {
    return List.of(StoredObject.ACTION);
  }
}
