// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import java.io.Serializable;

/**
 * What the messages about one column's values have in common: where it stands and what type it
 * wants. {@code column `amount` wants DECIMAL(12, 2), the record has the text "abc"}.
 */
public final class Mismatch implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_TEXT = 60;

  private final String path;
  private final String wanted;

  private Mismatch(String path, String wanted) {
    this.path = path;
    this.wanted = wanted;
  }

  /**
   * @param path the column's name; below it {@code .field}, {@code [*]} for any element
   */
  public static Mismatch of(String path, DataType type) {
    return new Mismatch(path, type.withNullable(true).toString());
  }

  /** The record holds something else. */
  public BadRecordException found(String what) {
    return new BadRecordException(
        "column `" + path + "` wants " + wanted + ", the record has " + what);
  }

  /** The record holds this text, which is not of the type. */
  public BadRecordException foundText(String text) {
    return found("the text " + quoted(text));
  }

  /** The record holds a null, or nothing, where the type has NOT NULL. */
  public BadRecordException missing() {
    return new BadRecordException(
        "column `" + path + "` is declared NOT NULL but the record has no value for it");
  }

  /** The text in quotes; of a long one the beginning. */
  public static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  /** The text, or the beginning of a long one. */
  public static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}
