// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads what options name: texts, files and objects of S3, told in words where that fails. */
final class Reading {
  private static final int DER_SEQUENCE = 0x30;

  private final OptionValues tls;
  private final String whose;

  Reading(OptionValues tls, String whose) {
    this.tls = tls;
    this.whose = whose;
  }

  /** The certificates to trust; none where the options name none. */
  List<Certificate> trusted() {
    if (!TlsOptions.trusts(tls)) {
      return List.of();
    }
    Option<?> option = tls.has(TlsOptions.CA) ? TlsOptions.CA : TlsOptions.TRUSTSTORE;
    try {
      List<Certificate> found =
          tls.has(TlsOptions.CA)
              ? Pem.certificates(tls.get(TlsOptions.CA))
              : certificates(TlsOptions.TRUSTSTORE, TlsOptions.TRUSTSTORE_PASSWORD);
      if (found.isEmpty()) {
        throw new GeneralSecurityException(
            "there is no certificate to trust in it"
                + (tls.has(TlsOptions.CA) || tls.has(TlsOptions.TRUSTSTORE_PASSWORD)
                    ? ""
                    : "; a store with a password needs `" + TlsOptions.TRUSTSTORE_PASSWORD + "`"));
      }
      return found;
    } catch (GeneralSecurityException | IOException e) {
      throw failed(option, e);
    }
  }

  /** Our own key and certificate. */
  Identity own() {
    boolean store = tls.has(TlsOptions.KEYSTORE);
    try {
      if (store) {
        return stored();
      }
      return Identity.of(
          Pem.key(tls.get(TlsOptions.KEY), tls.find(TlsOptions.KEY_PASSWORD)),
          Pem.certificates(tls.get(TlsOptions.CERTIFICATE)));
    } catch (GeneralSecurityException | IOException e) {
      throw failed(store ? TlsOptions.KEYSTORE : TlsOptions.KEY, e);
    }
  }

  private Identity stored() throws GeneralSecurityException, IOException {
    byte[] bytes = bytes(TlsOptions.KEYSTORE);
    Optional<String> password = tls.find(TlsOptions.KEYSTORE_PASSWORD);
    Optional<String> ofKey = tls.find(TlsOptions.KEY_PASSWORD).or(() -> password);
    Optional<String> pem = pem(bytes);
    if (pem.isPresent()) {
      return Identity.of(Pem.key(pem.get(), ofKey), Pem.certificates(pem.get()));
    }
    KeyStore store = store(bytes, password, TlsOptions.KEYSTORE_PASSWORD);
    List<String> names = new ArrayList<>();
    for (String name : Collections.list(store.aliases())) {
      if (store.isKeyEntry(name)) {
        names.add(name);
      }
    }
    if (names.size() != 1) {
      throw new GeneralSecurityException(
          names.isEmpty()
              ? "there is no private key in it"
              : "there are several private keys in it, " + names + ": make one with one of them");
    }
    return Identity.of(
        key(store, names.get(0), ofKey), Arrays.asList(store.getCertificateChain(names.get(0))));
  }

  private static PrivateKey key(KeyStore store, String name, Optional<String> password)
      throws GeneralSecurityException {
    try {
      Key key = store.getKey(name, password.orElse("").toCharArray());
      if (key instanceof PrivateKey) {
        return (PrivateKey) key;
      }
      throw new GeneralSecurityException("the key `" + name + "` in it is no private one");
    } catch (UnrecoverableKeyException e) {
      throw new GeneralSecurityException(
          "the key in it has another password: write it as `" + TlsOptions.KEY_PASSWORD + "`", e);
    }
  }

  private List<Certificate> certificates(Option<Object> option, Option<String> password)
      throws GeneralSecurityException, IOException {
    byte[] bytes = bytes(option);
    Optional<String> pem = pem(bytes);
    if (pem.isPresent()) {
      return Pem.certificates(pem.get());
    }
    KeyStore store = store(bytes, tls.find(password), password);
    List<Certificate> found = new ArrayList<>();
    for (String name : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(name)) {
        found.add(store.getCertificate(name));
      }
    }
    return found;
  }

  private static Optional<String> pem(byte[] bytes) {
    return Optional.of(new String(bytes, StandardCharsets.US_ASCII))
        .filter(text -> text.contains("-----BEGIN "));
  }

  private static KeyStore store(
      byte[] bytes, Optional<String> password, Option<String> passwordOption)
      throws GeneralSecurityException, IOException {
    KeyStore store =
        KeyStore.getInstance(bytes.length > 0 && bytes[0] == DER_SEQUENCE ? "PKCS12" : "JKS");
    try {
      store.load(new ByteArrayInputStream(bytes), password.map(String::toCharArray).orElse(null));
      return store;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new IOException(
            password.isPresent()
                ? "`" + passwordOption + "` does not open it"
                : "it has a password: write it as `" + passwordOption + "`",
            e);
      }
      throw new IOException("it is neither JKS nor PKCS12 nor PEM", e);
    }
  }

  private byte[] bytes(Option<Object> option) throws IOException {
    Object place = tls.get(option);
    if (place instanceof OptionValues) {
      return ObjectRequest.read((OptionValues) place);
    }
    try {
      return Files.readAllBytes(Paths.get(place.toString()));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no such file here, where the job is started; on the managed service there are"
              + " none: write `{s3: s3://BUCKET/KEY}`",
          e);
    }
  }

  private ConnectorException failed(Option<?> option, Exception e) {
    Object given = tls.get(option);
    String place =
        given instanceof OptionValues
            ? " " + StoredObject.name((OptionValues) given)
            : option == TlsOptions.TRUSTSTORE || option == TlsOptions.KEYSTORE ? " " + given : "";
    return new ConnectorException(
        whose + ": `" + option + "`" + place + " cannot be used: " + e.getMessage(), e);
  }
}
