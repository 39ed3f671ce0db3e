// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/** A launch-time value that a spec asks for. */
@AutoValue
public abstract class ParamSpec {
  public static ParamSpec of(
      LocatedText name,
      LocatedText type,
      Optional<String> defaultValue,
      String description,
      List<String> allowed,
      Optional<String> pattern,
      Optional<String> property,
      boolean secret) {
    return new AutoValue_ParamSpec(
        name, type, defaultValue, description, List.copyOf(allowed), pattern, property, secret);
  }

  public abstract LocatedText name();

  /** A Flink SQL type text of a scalar type. */
  public abstract LocatedText type();

  public abstract Optional<String> defaultValue();

  public abstract String description();

  /** The {@code enum}: empty where every value is allowed. */
  public abstract List<String> allowed();

  public abstract Optional<String> pattern();

  /** The application's property that it is where no value is given, as {@code GROUP/KEY}. */
  public abstract Optional<String> property();

  /** Whether its value goes into an option that is a secret: it is never to be shown. */
  public abstract boolean secret();
}
