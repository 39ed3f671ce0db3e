// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import com.google.auto.value.AutoValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What must hold between the keys of one object, beyond each key's own shape. */
@AutoValue
public abstract class Constraint {
  /** How many of the keys may, or must, stand together. */
  public enum Kind {
    /** Exactly one of the keys is present. */
    EXACTLY_ONE,
    /** At most one of the keys is present. */
    AT_MOST_ONE,
    /** At least one of the keys is present. */
    AT_LEAST_ONE,
    /** Where the first key is present, all the others are too. */
    REQUIRES,
    /** Where the first key is present, one of the others is too. */
    REQUIRES_ONE
  }

  public abstract Kind kind();

  public abstract List<String> keys();

  /** What to write where it does not hold; {@code KEY} in it is the key that is too many. */
  public abstract Optional<String> help();

  public static Constraint exactlyOne(String... keys) {
    return of(Kind.EXACTLY_ONE, keys);
  }

  public static Constraint atMostOne(String... keys) {
    return of(Kind.AT_MOST_ONE, keys);
  }

  public static Constraint atLeastOne(String... keys) {
    return of(Kind.AT_LEAST_ONE, keys);
  }

  public static Constraint exactlyOne(Option<?>... options) {
    return of(Kind.EXACTLY_ONE, names(options));
  }

  public static Constraint atMostOne(Option<?>... options) {
    return of(Kind.AT_MOST_ONE, names(options));
  }

  public static Constraint atLeastOne(Option<?>... options) {
    return of(Kind.AT_LEAST_ONE, names(options));
  }

  /** Where the first is present, the others must be too. */
  public static Constraint requires(Option<?>... options) {
    return of(Kind.REQUIRES, names(options));
  }

  private static String[] names(Option<?>... options) {
    return Arrays.stream(options).map(Option::name).toArray(String[]::new);
  }

  /** Where {@code keys[0]} is present, the others must be too. */
  public static Constraint requires(String... keys) {
    return of(Kind.REQUIRES, keys);
  }

  /** Where {@code keys[0]} is present, one of the others must be too. */
  public static Constraint requiresOne(String... keys) {
    return of(Kind.REQUIRES_ONE, keys);
  }

  private static Constraint of(Kind kind, String... keys) {
    return new AutoValue_Constraint(kind, List.of(keys), Optional.empty());
  }

  public Constraint withHelp(String help) {
    return new AutoValue_Constraint(kind(), keys(), Optional.of(help));
  }
}
