// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

/** A schema that no type can be made of. The message is for the spec's owner. */
public final class TypeImportException extends Exception {
  private static final long serialVersionUID = 1;

  /** Where no one place is known. */
  public static final int NOWHERE = -1;

  private final int offset;

  /**
   * @param offset where in the schema's text, from 0, or {@link #NOWHERE}
   */
  public TypeImportException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  public int offset() {
    return offset;
  }
}
