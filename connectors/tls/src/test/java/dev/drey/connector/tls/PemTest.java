// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that OpenSSL 3 wrote, which are nobody's. */
class PemTest {
  private static final String PLAIN =
      "-----BEGIN PRIVATE KEY-----\n"
          + "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgaHuBmHsV78mbs5CO\n"
          + "2aKo2pM2VwzsOD21/o3YMSA8LxyhRANCAATeIC4/WA6CTz6qLYbz9IE7Ut0MN7rR\n"
          + "SIG/Z5jK6j/dePI++dkBBLY4oCn+wGH7btrZPtpzgCCkW3+O11RzNvK6\n"
          + "-----END PRIVATE KEY-----\n";

  private static final String ENCRYPTED =
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
          + "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAhoQKQxEc/LCwICCAAw\n"
          + "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEENYLrstp9z6CVYinb5cwqXgEgZDe\n"
          + "FTABMhpyHqJ5cOIp+xlL8NG0yTSA+Gr4F5ZEhoznf3hbU5gfazd5TRcmoxtfjDeD\n"
          + "KRkVmnucmzbTUCGT1u/TpQ6bJdYpRaO/Wds9kzgtMAzNHewBvOInWSpdENjKRNj5\n"
          + "OTndwM/gtwnFs3aE9O02bble5pFONLSArv0GWhvmM0ksBxHKDP/NdsgMDtmYQy0=\n"
          + "-----END ENCRYPTED PRIVATE KEY-----\n";

  /** By the older scheme, PBES1. */
  private static final String ENCRYPTED_BEFORE =
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
          + "MIGxMBwGCiqGSIb3DQEMAQMwDgQI5elTIZG63DoCAggABIGQ55NQCYcgs2q048X1\n"
          + "AFDdFx7AHbZkPzESzOG44P96TGSE8HDAI6LTRWg9uJgvI4WlaNsh3wu3dn8H4I7d\n"
          + "RKmWUe1TmLbVgVoBl8ba4vUCptVf+OhxL7J3r5DS5ArC8Y3WGCOpJOjnUT7jvRK0\n"
          + "K0b7H7FtXTLQWKKemBbOd6HNEJwnxv1il6dvlgVEypxSOuIm\n"
          + "-----END ENCRYPTED PRIVATE KEY-----\n";

  private static final String OLDER =
      "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n";

  private static PrivateKey key(String text, String... password) throws GeneralSecurityException {
    return Pem.key(text, password.length == 0 ? Optional.empty() : Optional.of(password[0]));
  }

  @Test
  void aKeyWithAPasswordIsTheSameKey() throws GeneralSecurityException {
    assertThat(key(PLAIN).getAlgorithm()).isEqualTo("EC");
    assertThat(key(ENCRYPTED, "a-password")).isEqualTo(key(PLAIN));
    assertThat(key(ENCRYPTED_BEFORE, "a-password")).isEqualTo(key(PLAIN));
    assertThat(key("before\n" + ENCRYPTED + "behind\n", "a-password")).isEqualTo(key(PLAIN));
    assertThat(key(Pem.text(Pem.KEY, key(PLAIN).getEncoded()))).isEqualTo(key(PLAIN));
  }

  @Test
  void whatDoesNotOpenAKeyIsTold() {
    assertThatThrownBy(() -> key(ENCRYPTED))
        .hasMessage("the key has a password: write it as `keyPassword`");
    assertThatThrownBy(() -> key(ENCRYPTED, "guess"))
        .hasMessage("`keyPassword` does not open the key");
    assertThatThrownBy(() -> key(OLDER))
        .hasMessageStartingWith("the key is of the form `EC PRIVATE KEY`; `openssl pkcs8 -topk8");
    assertThatThrownBy(() -> key("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
        .hasMessageStartingWith("the key is none of RSA, EC");
    assertThatThrownBy(() -> key("no key")).hasMessage("there is no private key in it");
  }
}
