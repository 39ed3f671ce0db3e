// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.yaml.YamlScalar.Kind;

/**
 * What a plain scalar is: the core schema of YAML 1.2 (section 10.3 of its specification), without
 * octal and hexadecimal numbers and without infinities.
 */
final class CoreSchema {
  /** A number with a longer exponent is a text: nobody means it, and writing it out would hurt. */
  private static final int MAX_EXPONENT_DIGITS = 3;

  private CoreSchema() {}

  static Kind kindOf(String plain) {
    switch (plain) {
      case "":
      case "~":
      case "null":
      case "Null":
      case "NULL":
        return Kind.NULL;
      case "true":
      case "True":
      case "TRUE":
      case "false":
      case "False":
      case "FALSE":
        return Kind.BOOLEAN;
      default:
        return numberOrText(plain);
    }
  }

  /** {@code [-+]?[0-9]+}, or {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
  private static Kind numberOrText(String text) {
    int at = sign(text, 0);
    int whole = digits(text, at);
    at += whole;
    if (at == text.length()) {
      return whole > 0 ? Kind.INTEGER : Kind.TEXT;
    }
    if (text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (whole + fraction == 0) {
        return Kind.TEXT;
      }
      at += 1 + fraction;
    } else if (whole == 0) {
      return Kind.TEXT;
    }
    return at == text.length() || isExponent(text, at) ? Kind.NUMBER : Kind.TEXT;
  }

  private static boolean isExponent(String text, int from) {
    if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
      return false;
    }
    int start = sign(text, from + 1);
    int digits = digits(text, start);
    return digits > 0 && digits <= MAX_EXPONENT_DIGITS && start + digits == text.length();
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }
}
