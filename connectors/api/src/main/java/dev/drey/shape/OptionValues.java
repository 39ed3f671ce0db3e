// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checked values of an object in a spec, by key. Which Java class a value has follows from its
 * {@link Shape.Kind}. Defaults are not filled in: {@link Option}s have them.
 *
 * <p>As text it shows no secret: neither what its shape calls one nor what stands under a free
 * name, of which no shape says what it is.
 */
public final class OptionValues implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String HIDDEN = "***";

  private static final OptionValues EMPTY =
      new OptionValues(new LinkedHashMap<>(), new HashSet<>());

  // A plain LinkedHashMap: it keeps the order and Java serialization carries it to task managers.
  private final LinkedHashMap<String, Object> values;
  private final HashSet<String> shown;

  private OptionValues(LinkedHashMap<String, Object> values, HashSet<String> shown) {
    this.values = values;
    this.shown = shown;
  }

  public static OptionValues empty() {
    return EMPTY;
  }

  /** Values of which no shape is known: as text all are hidden. */
  public static OptionValues of(Map<String, ?> values) {
    return new OptionValues(new LinkedHashMap<>(values), new HashSet<>());
  }

  /**
   * @param object whose keys the values have
   */
  public static OptionValues of(Shape object, Map<String, ?> values) {
    HashSet<String> shown = new HashSet<>();
    LinkedHashMap<String, Object> read = new LinkedHashMap<>(values);
    for (Key key : object.keys()) {
      if (!key.secret()) {
        shown.add(key.name());
      }
      read.computeIfPresent(key.name(), (name, value) -> withReferences(key.shape(), value));
    }
    return new OptionValues(read, shown);
  }

  /** The value with references for what a spec writes as such; null where one is not whole. */
  private static @Nullable Object withReferences(Shape shape, Object value) {
    if (value instanceof OptionValues && SecretReference.isTakenBy(shape)) {
      // What could not be read is missing, and has been reported.
      Object where = ((OptionValues) value).values.get("secret");
      return where == null ? null : SecretReference.of((String) where);
    }
    if (shape.kind() != Shape.Kind.MAP || !SecretReference.isTakenBy(shape.element())) {
      return value;
    }
    LinkedHashMap<Object, Object> changed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
      Object inner = withReferences(shape.element(), entry.getValue());
      if (inner != null) {
        changed.put(entry.getKey(), inner);
      }
    }
    return changed;
  }

  /** These values with secrets in the place of the references to them. */
  public OptionValues withSecrets(Function<SecretReference, String> secrets) {
    LinkedHashMap<String, Object> changed = new LinkedHashMap<>();
    values.forEach((name, value) -> changed.put(name, withSecrets(value, secrets)));
    return new OptionValues(changed, shown);
  }

  private static Object withSecrets(Object value, Function<SecretReference, String> secrets) {
    if (value instanceof SecretReference) {
      return secrets.apply((SecretReference) value);
    }
    if (value instanceof Map) {
      LinkedHashMap<Object, Object> changed = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((name, inner) -> changed.put(name, withSecrets(inner, secrets)));
      return changed;
    }
    return value instanceof OptionValues ? ((OptionValues) value).withSecrets(secrets) : value;
  }

  /** These values with another of this option. */
  public <T> OptionValues with(Option<T> option, T value) {
    return with(option.key(), value);
  }

  /** These values with another of this key, which must be of the class that its shape says. */
  public OptionValues with(Key key, Object value) {
    LinkedHashMap<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(key.name(), value);
    HashSet<String> more = new HashSet<>(shown);
    if (!key.secret()) {
      more.add(key.name());
    }
    return new OptionValues(changed, more);
  }

  public boolean has(Option<?> option) {
    return has(option.key());
  }

  public boolean has(Key key) {
    return values.containsKey(key.name());
  }

  /**
   * What is given, or else the option's default.
   *
   * @throws IllegalStateException where neither is: a bug, for what is required was checked before
   */
  public <T> T get(Option<T> option) {
    return option.in(values.get(option.name()));
  }

  /** What is given. */
  public <T> Optional<T> find(Option<T> option) {
    return option.found(values.get(option.name()));
  }

  /** The options within an option; empty ones where it is not given. */
  public OptionValues within(Option<OptionValues> option) {
    return find(option).orElse(EMPTY);
  }

  /** What is given, for those who know the shape only. */
  public Optional<Object> find(Key key) {
    return Optional.ofNullable(values.get(key.name()));
  }

  /** What is given by its name, in the order of the spec. */
  public Map<String, Object> asMap() {
    return Collections.unmodifiableMap(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OptionValues && values.equals(((OptionValues) other).values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    values.forEach(
        (name, value) ->
            text.add(name + "=" + (shown.contains(name) ? shown(value) : hidden(value))));
    return text.toString();
  }

  private static Object shown(Object value) {
    return value instanceof Map ? hidden(value) : value;
  }

  /** Names and structure, but no value: only what knows its own shape shows any. */
  private static Object hidden(Object value) {
    if (value instanceof Map) {
      StringJoiner text = new StringJoiner(", ", "{", "}");
      ((Map<?, ?>) value).forEach((name, inner) -> text.add(name + "=" + hidden(inner)));
      return text.toString();
    }
    return value instanceof OptionValues || value instanceof SecretReference ? value : HIDDEN;
  }
}
