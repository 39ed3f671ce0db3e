// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keys and certificates as text (RFC 7468); a key in the form PKCS#8 (RFC 5208). */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";

  /** The end of the label of a key, of whatever form. */
  static final String KEY = "PRIVATE KEY";

  private static final String ENCRYPTED = "ENCRYPTED " + KEY;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Set<String> PBES2 = Set.of("PBES2", "1.2.840.113549.1.5.13");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

  private Pem() {}

  /** Whether some block has a label that ends so. */
  static boolean has(String text, String what) {
    return BLOCK.matcher(text).results().anyMatch(block -> block.group(1).endsWith(what));
  }

  /** The certificates in their order; other blocks are passed over. */
  static List<Certificate> certificates(String text) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<Certificate> found = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (block.group(1).equals(CERTIFICATE)) {
        found.add(factory.generateCertificate(new ByteArrayInputStream(bytes(block.group(2)))));
      }
    }
    return found;
  }

  private static byte[] bytes(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("a block is not in base64");
    }
  }

  /**
   * The first private key.
   *
   * @throws GeneralSecurityException where there is none, or it cannot be read, in words
   */
  static PrivateKey key(String text, Optional<String> password) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      String label = block.group(1);
      if (label.equals(KEY)) {
        return key(new PKCS8EncodedKeySpec(bytes(block.group(2))));
      }
      if (label.equals(ENCRYPTED)) {
        return key(decrypted(bytes(block.group(2)), password));
      }
      if (label.endsWith(KEY)) {
        throw new GeneralSecurityException(
            "the key is of the form `"
                + label
                + "`; `openssl pkcs8 -topk8 -nodes -in FILE` writes it in the form PKCS#8");
      }
    }
    throw new GeneralSecurityException("there is no private key in it");
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] encrypted, Optional<String> password)
      throws GeneralSecurityException {
    if (password.isEmpty()) {
      throw new GeneralSecurityException(
          "the key has a password: write it as `" + TlsOptions.KEY_PASSWORD + "`");
    }
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
      // Of PBES2, the newer scheme, the parameters have a name that says all of its parts.
      String scheme =
          PBES2.contains(info.getAlgName())
              ? info.getAlgParameters().toString()
              : info.getAlgName();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme)
              .generateSecret(new PBEKeySpec(password.get().toCharArray())),
          info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (IOException | GeneralSecurityException e) {
      throw new GeneralSecurityException(
          "`" + TlsOptions.KEY_PASSWORD + "` does not open the key", e);
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec form) throws GeneralSecurityException {
    GeneralSecurityException none =
        new GeneralSecurityException("the key is none of " + String.join(", ", ALGORITHMS));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(form);
      } catch (InvalidKeySpecException | NoSuchAlgorithmException another) {
        none.addSuppressed(another);
      }
    }
    throw none;
  }

  static String text(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
