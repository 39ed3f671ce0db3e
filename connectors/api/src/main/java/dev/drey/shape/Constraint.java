package dev.drey.shape;

import com.google.auto.value.AutoValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
    REQUIRES
  }

  public abstract Kind kind();

  public abstract List<String> keys();

  public static Constraint exactlyOne(String... keys) {
    return new AutoValue_Constraint(Kind.EXACTLY_ONE, List.of(keys));
  }

  public static Constraint atMostOne(String... keys) {
    return new AutoValue_Constraint(Kind.AT_MOST_ONE, List.of(keys));
  }

  public static Constraint atLeastOne(String... keys) {
    return new AutoValue_Constraint(Kind.AT_LEAST_ONE, List.of(keys));
  }

  public static Constraint exactlyOne(Option<?>... options) {
    return new AutoValue_Constraint(Kind.EXACTLY_ONE, names(options));
  }

  public static Constraint atMostOne(Option<?>... options) {
    return new AutoValue_Constraint(Kind.AT_MOST_ONE, names(options));
  }

  public static Constraint atLeastOne(Option<?>... options) {
    return new AutoValue_Constraint(Kind.AT_LEAST_ONE, names(options));
  }

  /** Where the first is present, the others must be too. */
  public static Constraint requires(Option<?>... options) {
    return new AutoValue_Constraint(Kind.REQUIRES, names(options));
  }

  private static List<String> names(Option<?>... options) {
    return Arrays.stream(options).map(Option::name).collect(Collectors.toList());
  }

  /** Where {@code keys[0]} is present, the others must be too. */
  public static Constraint requires(String... keys) {
    return new AutoValue_Constraint(Kind.REQUIRES, List.of(keys));
  }
}
