// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import com.google.auto.value.AutoValue;

/** Something in which a model is not as a spec has it. */
@AutoValue
public abstract class Misfit {
  /** What it is about. */
  public enum Kind {
    /** A tensor that one of the two does not have. */
    TENSOR,
    /** The type or number of values. */
    TYPE
  }

  static Misfit of(Kind kind, String at, int index, String message, String help) {
    return new AutoValue_Misfit(kind, at, index, message, help);
  }

  public abstract Kind kind();

  /** {@code inputs}, {@code inputs.TENSOR} or {@code outputs.COLUMN}. */
  public abstract String at();

  /** The value of the input that it is about, from 0; -1 for all. */
  public abstract int index();

  /** One sentence for a reader who sees the place. */
  public abstract String message();

  /** What to write instead. */
  public abstract String help();
}
