// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.util.Random;

/** Texts that readers and writers trip over. */
final class RandomTexts {
  private static final String[] ODD = {
    "",
    " ",
    "a",
    "null",
    "true",
    "0",
    ",",
    ";",
    "\"",
    "\"\"",
    "a\"b",
    "x,y",
    "a\nb",
    "\r\n",
    "\\",
    "é",
    "日本",
    "\ud83d\ude00",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u2028",
    "NaN",
    "'",
    "{\"a\":1}",
    "\uFEFF",
    "\uFEFFa",
    "\\N",
    "|",
    "-"
  };

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  /** Two of them. */
  String odd() {
    return ODD[random.nextInt(ODD.length)] + ODD[random.nextInt(ODD.length)];
  }

  /** The end of a column's name: mostly none. */
  String oddName() {
    return random.nextInt(4) == 0
        ? ODD[random.nextInt(ODD.length)].trim().replaceAll("\\s", "")
        : "";
  }

  /** UTF-16 units, halves of characters among them. */
  String ofUnits(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xFFFF) : random.nextInt(128)));
    }
    return text.toString();
  }
}
