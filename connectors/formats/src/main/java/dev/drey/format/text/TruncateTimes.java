// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import dev.drey.shape.Option;

/** The option of formats that lets times lose digits. */
public final class TruncateTimes {
  public static final Option<Boolean> OPTION =
      Option.flag(
              "truncateTimes",
              "Whether digits of a second that a column has no place for, such as microseconds for"
                  + " TIMESTAMP(3), are cut off. Without it such a time, unless the digits are"
                  + " zeros, makes a bad record.")
          .orElse(false)
          .example("true");

  private TruncateTimes() {}
}
