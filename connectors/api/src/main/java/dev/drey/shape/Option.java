// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key of a connector's or format's options, declared once: name, type, default, meaning, example.
 * The descriptor, and with it the check, the schema and the reference, is made from its {@link
 * #key}; the runtime reads a use's value by it with {@link OptionValues#get}. So a name stands in
 * the code once, and what holds without a value does, too.
 *
 * @param <T> what a value is read into, as {@link Shape.Kind} says
 */
public final class Option<T> {
  private final Key key;
  private final @Nullable T absent;

  private Option(Key key, @Nullable T absent) {
    this.key = key;
    this.absent = absent;
  }

  private static <T> Option<T> declared(String name, Shape shape, String description) {
    return new Option<>(Key.of(name, shape, description), null);
  }

  public static Option<String> text(String name, String description) {
    return declared(name, Shape.string(), description);
  }

  /** Text that matches a regular expression (ECMA dialect, anchored by the caller). */
  public static Option<String> text(String name, String pattern, String description) {
    return declared(name, Shape.string(pattern), description);
  }

  /** One of fixed texts. */
  public static Option<String> choice(String name, List<String> texts, String description) {
    return declared(name, Shape.oneOfTexts(texts), description);
  }

  public static Option<Boolean> flag(String name, String description) {
    return declared(name, Shape.bool(), description);
  }

  public static Option<Long> integer(String name, String description) {
    return declared(name, Shape.integer(), description);
  }

  public static Option<BigDecimal> number(String name, String description) {
    return declared(name, Shape.number(), description);
  }

  public static Option<Duration> duration(String name, String description) {
    return declared(name, Shape.duration(), description);
  }

  /** Bytes. */
  public static Option<Long> size(String name, String description) {
    return declared(name, Shape.size(), description);
  }

  /** Per second. */
  public static Option<Double> rate(String name, String description) {
    return declared(name, Shape.rate(), description);
  }

  /** A share from 0 to 1. */
  public static Option<Double> percent(String name, String description) {
    return declared(name, Shape.percent(), description);
  }

  public static Option<Instant> timestamp(String name, String description) {
    return declared(name, Shape.timestamp(), description);
  }

  /** A SQL expression over the row: the runtime is given the function that it compiles to. */
  public static Option<String> expression(String name, String description) {
    return declared(name, Shape.expression(), description);
  }

  /** One with a result of this kind. */
  public static Option<String> expression(String name, Result result, String description) {
    return declared(name, Shape.expression(result), description);
  }

  /** SQL expressions over the row, each under a free name. */
  public static Option<Map<String, Object>> expressions(String name, String description) {
    return map(name, Shape.expression(), description);
  }

  public static Option<List<String>> texts(String name, String description) {
    return new Option<>(Key.of(name, Shape.list(Shape.string()), description), List.of());
  }

  /** Names of columns of the rows. */
  public static Option<List<String>> columns(String name, String description) {
    return new Option<>(Key.of(name, Shape.list(Shape.column()), description), List.of());
  }

  /** Scalars as they are written. */
  public static Option<List<?>> scalars(String name, String description) {
    return new Option<>(Key.of(name, Shape.list(Shape.scalar()), description), List.of());
  }

  /** Values of one shape, each under a free name. */
  public static Option<Map<String, Object>> map(String name, Shape value, String description) {
    return new Option<>(Key.of(name, Shape.map(value), description), Map.of());
  }

  /**
   * Values of one shape, each under a name that matches a regular expression (ECMA dialect,
   * anchored by the caller).
   */
  public static Option<Map<String, Object>> map(
      String name, String keyPattern, Shape value, String description) {
    return new Option<>(Key.of(name, Shape.map(keyPattern, value), description), Map.of());
  }

  /** Options within the option. */
  public static Option<OptionValues> object(String name, Shape object, String description) {
    return declared(name, object, description);
  }

  /** One of several shapes. */
  public static Option<Object> either(String name, Shape choice, String description) {
    return declared(name, choice, description);
  }

  /** This option with the value that holds where a spec does not say one. */
  public Option<T> orElse(T value) {
    return new Option<>(key.withDefault(SpecText.yaml(key.shape().kind(), value)), value);
  }

  /**
   * @param yaml as a user would write it
   */
  public Option<T> example(String yaml) {
    return new Option<>(key.withExample(yaml), absent);
  }

  public Option<T> required() {
    return new Option<>(key.toBuilder().required(true).build(), absent);
  }

  /** As {@link Key#secret}. */
  public Option<T> secret() {
    return new Option<>(key.asSecret(), absent);
  }

  /** As {@link Key#orKept}. */
  public Option<T> orKept() {
    return new Option<>(key.orKept(), absent);
  }

  /** As {@link Key#path}. */
  public Option<T> path() {
    return new Option<>(key.toBuilder().path(true).build(), absent);
  }

  /** As {@link Key#included}. */
  public Option<T> included() {
    return new Option<>(key.toBuilder().included(true).build(), absent);
  }

  /** This option where it means something else, as in a sink what it means in a source. */
  public Option<T> meaning(String description) {
    return new Option<>(key.toBuilder().description(description).build(), absent);
  }

  public String name() {
    return key.name();
  }

  public Key key() {
    return key;
  }

  /** The way to an option within this one, as findings name it: {@code batch.size}. */
  public String to(Option<?> inner) {
    return to(inner.name());
  }

  /** The way to an entry of this list or map. */
  public String to(Object entry) {
    return name() + "." + entry;
  }

  /**
   * What holds where a spec does not say a value: of a list or map, unless it says otherwise,
   * nothing.
   *
   * @throws IllegalStateException where nothing does: a bug, for what is required was checked
   *     before
   */
  public T absent() {
    if (absent == null) {
      throw new IllegalStateException("no value for " + name());
    }
    return absent;
  }

  /** What a spec gives, or {@link #absent}. */
  T in(@Nullable Object given) {
    return given == null ? absent() : cast(given);
  }

  Optional<T> found(@Nullable Object given) {
    return given == null ? Optional.empty() : Optional.of(cast(given));
  }

  // The class that a value is read into follows from the shape, and so does T.
  @SuppressWarnings("unchecked")
  private T cast(Object given) {
    return (T) given;
  }

  public static List<Key> keys(Option<?>... options) {
    return Arrays.stream(options).map(Option::key).collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return name();
  }
}
