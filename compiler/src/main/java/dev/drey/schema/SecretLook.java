// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import java.util.regex.Pattern;

/**
 * What looks like a secret by the name of its key, as clients name theirs, or by its own form. Free
 * keys, such as those of {@code properties}, have no shape that would say it.
 */
public final class SecretLook {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(.*[._-])?(password|passwd|passphrase|secret|secret[._-]?key|secretkey|token"
              + "|api[._-]?key|apikey|private[._-]?key|access[._-]?key|credentials?"
              + "|jaas\\.config|keystore\\.key|user\\.info|authorization|cookie)");
  private static final Pattern CAMEL =
      Pattern.compile(".*[a-z](Password|Secret|SecretKey|Token|ApiKey|PrivateKey|AccessKey)");
  private static final Pattern VALUE =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----.*|(AKIA|ASIA)[0-9A-Z]{16}"
              + "|[A-Za-z][A-Za-z0-9+.-]{0,30}://[^/@:\\s]{1,200}:[^/@\\s]{1,200}@.*"
              + "|.*password\\s{0,9}=\\s{0,9}[^\\s;]+.*"
              + "|(?i:Bearer|Basic)\\s{1,9}(?=\\S*[0-9=])[A-Za-z0-9._~+/=-]{8,}",
          Pattern.DOTALL);

  /** The part of a long value that is looked at. */
  private static final int LOOKED_AT = 4096;

  private SecretLook() {}

  /** Whether a key of this name holds a secret. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() || CAMEL.matcher(name).matches();
  }

  /** Whether the value itself shows that it is one. */
  public static boolean isValue(String value) {
    return VALUE.matcher(value.substring(0, Math.min(value.length(), LOOKED_AT))).matches();
  }
}
