// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import com.google.auto.value.AutoValue;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.List;

/** A private key and its certificate, with those that this rests on behind it. */
@AutoValue
abstract class Identity {
  /**
   * @throws GeneralSecurityException where they are not of each other, in words
   */
  static Identity of(PrivateKey key, List<Certificate> chain) throws GeneralSecurityException {
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate of the key in it");
    }
    if (!isOf(key, chain.get(0))) {
      throw new GeneralSecurityException("the key is not that of the certificate, the first one");
    }
    return new AutoValue_Identity(key, List.copyOf(chain));
  }

  abstract PrivateKey key();

  abstract List<Certificate> chain();

  /** What one signs has to be right to the other. */
  private static boolean isOf(PrivateKey key, Certificate certificate)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
      return false;
    }
    String name = key.getAlgorithm();
    Signature signature =
        Signature.getInstance(
            name.startsWith("Ed") ? name : "SHA256with" + (name.equals("EC") ? "ECDSA" : name));
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update((byte) 1);
    return signature.verify(signed);
  }
}
