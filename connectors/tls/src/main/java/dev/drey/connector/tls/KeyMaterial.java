// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keys and certificates as text, for clients that are made in tasks: read where the job is started,
 * and carried with it, never in a file. As text of its own it shows nothing of them.
 */
public final class KeyMaterial implements Serializable {
  private static final long serialVersionUID = 1;

  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private final String trusted;
  private final String chain;
  private final String key;

  private KeyMaterial(String trusted, String chain, String key) {
    this.trusted = trusted;
    this.chain = chain;
    this.key = key;
  }

  /**
   * What the options below {@link TlsOptions#TLS} name; empty where they are not given.
   *
   * @param whose as messages call who asks for it
   * @throws ConnectorException where a file or an object cannot be read, or is not what it should
   */
  public static Optional<KeyMaterial> find(OptionValues options, String whose) {
    return options.find(TlsOptions.TLS).map(tls -> read(tls, whose));
  }

  /**
   * What options of {@link TlsOptions#shape} name.
   *
   * @param whose as messages call who asks for it
   * @throws ConnectorException where a file or an object cannot be read, or is not what it should
   */
  public static KeyMaterial read(OptionValues tls, String whose) {
    Reading reading = new Reading(tls, whose);
    String trusted = pem(reading.trusted());
    if (!TlsOptions.identifies(tls)) {
      return new KeyMaterial(trusted, "", "");
    }
    Identity own = reading.own();
    return new KeyMaterial(trusted, pem(own.chain()), Pem.text(Pem.KEY, own.key().getEncoded()));
  }

  /**
   * Of what {@link #trusted}, {@link #chain} and {@link #key} gave, for who takes texts alone.
   *
   * @param trusted empty for none, as the others
   */
  public static KeyMaterial ofText(String trusted, String chain, String key) {
    return new KeyMaterial(trusted, chain, key);
  }

  private static String pem(List<Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    try {
      for (Certificate certificate : certificates) {
        text.append(Pem.text(Pem.CERTIFICATE, certificate.getEncoded()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
    return text.toString();
  }

  /** The certificates to trust as PEM; empty for those that Java trusts. */
  public Optional<String> trusted() {
    return Optional.of(trusted).filter(text -> !text.isEmpty());
  }

  /** Our certificate and those it rests on as PEM; empty where we show none. */
  public Optional<String> chain() {
    return Optional.of(chain).filter(text -> !text.isEmpty());
  }

  /** The key of our certificate as PEM, in the form PKCS#8, without a password. */
  public Optional<String> key() {
    return Optional.of(key).filter(text -> !text.isEmpty());
  }

  /** For clients of Java. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(ownKeys(), trustedOnes(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("keys that were read cannot be used", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private KeyManager[] ownKeys() throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    if (!key.isEmpty()) {
      store.setKeyEntry(
          "own",
          Pem.key(key, Optional.empty()),
          IN_MEMORY,
          Pem.certificates(chain).toArray(Certificate[]::new));
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, IN_MEMORY);
    return factory.getKeyManagers();
  }

  /** Null, which is Java's own, where none are given. */
  private TrustManager @Nullable [] trustedOnes() throws GeneralSecurityException, IOException {
    if (trusted.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (Certificate certificate : Pem.certificates(trusted)) {
      store.setCertificateEntry("trusted " + store.size(), certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
