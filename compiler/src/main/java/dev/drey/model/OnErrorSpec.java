// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.Optional;

/**
 * What becomes of bad records of a source, or of rows that a sink's system refuses: {@code fail},
 * {@code drop}, or the stream that {@code to} names.
 */
@AutoValue
public abstract class OnErrorSpec {
  public static OnErrorSpec fail() {
    return new AutoValue_OnErrorSpec(false, Optional.empty());
  }

  public static OnErrorSpec drop() {
    return new AutoValue_OnErrorSpec(true, Optional.empty());
  }

  public static OnErrorSpec to(LocatedText stream) {
    return new AutoValue_OnErrorSpec(false, Optional.of(stream));
  }

  public abstract boolean isDrop();

  public abstract Optional<LocatedText> to();
}
