// SPDX-License-Identifier: Apache-2.0
package dev.drey.text;

/** The word before a name in a sentence: "a STRING", "an INT". */
public final class Article {
  private static final String VOWELS = "AEIOaeio";

  private Article() {}

  /** The name with its article, by the letter that it starts with. */
  public static String with(String name) {
    boolean vowel = !name.isEmpty() && VOWELS.indexOf(name.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + name;
  }
}
