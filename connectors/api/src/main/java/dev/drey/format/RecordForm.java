// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

/** What the bytes of a record are, each form one of those before it. */
public enum RecordForm {
  /** Bytes of any kind. */
  BYTES,
  /** Text in UTF-8. */
  TEXT,
  /** One value of JSON. */
  JSON;

  /** Whether a record of this form can stand where one of the other is asked for. */
  public boolean is(RecordForm asked) {
    return compareTo(asked) >= 0;
  }
}
