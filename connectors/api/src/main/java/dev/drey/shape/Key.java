// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import com.google.auto.value.AutoValue;
import java.util.Optional;

/**
 * One key of an object in a spec: its shape, what it means and an example. Defaults and examples
 * are YAML text, as a user would write them.
 */
@AutoValue
public abstract class Key {
  public static Key of(String name, Shape shape, String description) {
    return builder().name(name).shape(shape).description(description).build();
  }

  public static Key required(String name, Shape shape, String description) {
    return builder().name(name).shape(shape).description(description).required(true).build();
  }

  public abstract String name();

  public abstract Shape shape();

  /** One or two sentences for the reader of the reference and of an editor's hover text. */
  public abstract String description();

  public abstract boolean required();

  /** Whether the value must not stand in clear text in a spec nor appear in a log. */
  public abstract boolean secret();

  /**
   * Whether the value is the path of a file or folder: a relative one belongs to the spec's folder
   * where a pipeline runs on a laptop.
   */
  public abstract boolean path();

  /**
   * Whether the value is the path of a file, relative to the spec's folder, whose text takes the
   * value's place, unless it is that text itself: then it begins with a brace or bracket.
   */
  public abstract boolean included();

  /** What holds when the key is absent, as YAML text. */
  public abstract Optional<String> defaultText();

  /** An example value, as YAML text. */
  public abstract Optional<String> example();

  /** The next-release feature that this key belongs to: known by name, refused until then. */
  public abstract boolean planned();

  public abstract Builder toBuilder();

  public Key withDefault(String yaml) {
    return toBuilder().defaultText(yaml).build();
  }

  public Key withExample(String yaml) {
    return toBuilder().example(yaml).build();
  }

  /** This key with a secret for a value, or the place where one is kept. */
  public Key asSecret() {
    return orKept().toBuilder().secret(true).build();
  }

  /** This key with a value that may be seen, or the place where one is kept that secrets are. */
  public Key orKept() {
    return toBuilder().shape(SecretReference.or(shape())).build();
  }

  /** A key of the language that this version refuses by name. */
  public Key asPlanned() {
    return toBuilder().planned(true).build();
  }

  public static Builder builder() {
    return new AutoValue_Key.Builder()
        .required(false)
        .secret(false)
        .path(false)
        .included(false)
        .planned(false);
  }

  /** Builds a {@link Key}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(String name);

    public abstract Builder shape(Shape shape);

    public abstract Builder description(String description);

    public abstract Builder required(boolean required);

    public abstract Builder secret(boolean secret);

    public abstract Builder path(boolean path);

    public abstract Builder included(boolean included);

    public abstract Builder defaultText(String yaml);

    public abstract Builder example(String yaml);

    public abstract Builder planned(boolean planned);

    public abstract Key build();
  }
}
