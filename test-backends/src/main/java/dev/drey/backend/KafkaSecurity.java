// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who may talk to a {@link KafkaBroker} on its guarded listeners: one user with a password, and the
 * holder of one key, made by {@code keytool} below the broker's folder, which both ends have and
 * trust. The listener SSL asks the client for its certificate, SASL_SSL for user and password.
 */
public final class KafkaSecurity {
  public static final String USER = "alice";
  public static final String PASSWORD = "alice-secret";

  /** Of both keystores and the truststore. */
  public static final String STORE_PASSWORD = "changeit-please";

  private static final Duration KEYTOOL = Duration.ofSeconds(30);

  private final Path folder;

  private KafkaSecurity(Path folder) {
    this.folder = folder;
  }

  /** A key of its own, which no running broker knows. */
  public static KafkaSecurity create(Path folder) {
    KafkaSecurity security = new KafkaSecurity(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    security.makeKey();
    security.trustIt();
    return security;
  }

  /** What {@link #create} has made there. */
  static KafkaSecurity at(Path folder) {
    return new KafkaSecurity(folder);
  }

  /** PKCS12: the key of the broker and of the client. */
  public Path keystore() {
    return folder.resolve("key.p12");
  }

  /** PKCS12: the certificate of that key. */
  public Path truststore() {
    return folder.resolve("trusted.p12");
  }

  /** The certificate of that key, as PEM. */
  public String certificate() throws IOException {
    return pem("CERTIFICATE", Files.readAllBytes(folder.resolve("drey.crt")));
  }

  /** The file of {@link #keystore} as Java reads it. */
  public KeyStore key() {
    return store(keystore());
  }

  private static KeyStore store(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, STORE_PASSWORD.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made cannot be read", e);
    }
  }

  /** For a server of ours that shows this key, and trusts whoever has it. */
  SSLContext context() {
    try {
      char[] password = STORE_PASSWORD.toCharArray();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(key(), password);
      TrustManagerFactory trusted =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store(truststore()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made cannot be used", e);
    }
  }

  /** The private key of {@link #certificate}, as PEM in the form PKCS#8. */
  public String privateKey() {
    try {
      return pem("PRIVATE KEY", key().getKey("drey", STORE_PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made cannot be read", e);
    }
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** What the broker's settings say of its guarded listeners. */
  Map<String, String> serverSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    for (String listener : List.of("sasl_plaintext", "sasl_ssl")) {
      settings.put(
          "listener.name." + listener + ".plain.sasl.jaas.config",
          "org.apache.kafka.common.security.plain.PlainLoginModule required user_"
              + USER
              + "=\""
              + PASSWORD
              + "\";");
      settings.put(
          "listener.name." + listener + ".scram-sha-512.sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
    settings.put("ssl.keystore.location", keystore().toString());
    settings.put("ssl.keystore.password", STORE_PASSWORD);
    settings.put("ssl.truststore.location", truststore().toString());
    settings.put("ssl.truststore.password", STORE_PASSWORD);
    settings.put("listener.name.ssl.ssl.client.auth", "required");
    return settings;
  }

  private void makeKey() {
    keytool(
        "-genkeypair -keyalg EC -dname CN=drey-test -validity 2 -storetype PKCS12 -alias drey",
        "-ext",
        "SAN=IP:" + Loopback.HOST,
        "-storepass",
        STORE_PASSWORD,
        "-keystore",
        keystore().toString());
  }

  private void trustIt() {
    String certificate = folder.resolve("drey.crt").toString();
    keytool(
        "-exportcert -alias drey",
        "-storepass",
        STORE_PASSWORD,
        "-keystore",
        keystore().toString(),
        "-file",
        certificate);
    keytool(
        "-importcert -noprompt -alias drey -storetype PKCS12",
        "-storepass",
        STORE_PASSWORD,
        "-keystore",
        truststore().toString(),
        "-file",
        certificate);
  }

  private static void keytool(String plain, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(plain.split(" ", -1)));
    command.addAll(Arrays.asList(arguments));
    try (ChildProcess keytool = ChildProcess.start("keytool", command, Map.of())) {
      int exit = keytool.exitValue(KEYTOOL);
      if (exit != 0) {
        throw new IllegalStateException("keytool ended with " + exit + ": " + keytool.output());
      }
    }
  }
}
