// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import com.google.auto.value.AutoValue;

/**
 * Fields in quotes, which may hold line ends: a quote opens at the start of a field, that is at the
 * start of a record or behind a delimiter, and every further one closes or reopens.
 */
@AutoValue
public abstract class Quoting {
  public static Quoting of(byte quote, byte delimiter) {
    return new AutoValue_Quoting(quote, delimiter);
  }

  public abstract byte quote();

  public abstract byte delimiter();
}
