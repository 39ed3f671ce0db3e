package dev.drey.shape;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checked values of an object in a spec, by key. Which Java class a value has follows from its
 * {@link Shape.Kind}. Defaults are not filled in: a reader states its default where it reads.
 *
 * <p>Getters throw {@link IllegalStateException} for an absent key and {@link ClassCastException}
 * for another shape: both are bugs, for the values were checked against the shape before.
 */
public final class OptionValues implements Serializable {
  private static final long serialVersionUID = 1;

  private static final OptionValues EMPTY = new OptionValues(new LinkedHashMap<>());

  // A plain LinkedHashMap: it keeps the order and Java serialization carries it to task managers.
  private final LinkedHashMap<String, Object> values;

  private OptionValues(LinkedHashMap<String, Object> values) {
    this.values = values;
  }

  public static OptionValues empty() {
    return EMPTY;
  }

  public static OptionValues of(Map<String, ?> values) {
    return new OptionValues(new LinkedHashMap<>(values));
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  public Optional<Object> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  public String string(String key) {
    return (String) present(key);
  }

  public String string(String key, String absent) {
    return has(key) ? string(key) : absent;
  }

  public boolean bool(String key, boolean absent) {
    return has(key) ? (Boolean) present(key) : absent;
  }

  public long integer(String key) {
    return (Long) present(key);
  }

  public long integer(String key, long absent) {
    return has(key) ? integer(key) : absent;
  }

  public BigDecimal number(String key) {
    return (BigDecimal) present(key);
  }

  public Duration duration(String key) {
    return (Duration) present(key);
  }

  public Duration duration(String key, Duration absent) {
    return has(key) ? duration(key) : absent;
  }

  /** Bytes. */
  public long size(String key, long absent) {
    return has(key) ? (Long) present(key) : absent;
  }

  /** Per second. */
  public double rate(String key) {
    return (Double) present(key);
  }

  /** A share from 0 to 1. */
  public double percent(String key, double absent) {
    return has(key) ? (Double) present(key) : absent;
  }

  public Instant timestamp(String key) {
    return (Instant) present(key);
  }

  public OptionValues object(String key) {
    return (OptionValues) present(key);
  }

  public List<?> list(String key) {
    return has(key) ? (List<?>) present(key) : List.of();
  }

  /** The texts of a list of texts. */
  @SuppressWarnings("unchecked")
  public List<String> strings(String key) {
    return (List<String>) list(key);
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> map(String key) {
    return has(key) ? (Map<String, Object>) present(key) : Map.of();
  }

  private Object present(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no value for " + key);
    }
    return value;
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
    return values.toString();
  }
}
