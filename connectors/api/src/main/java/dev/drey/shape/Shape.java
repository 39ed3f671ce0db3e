// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value in a spec may look like. Shapes nest: objects have {@link Key}s, lists and maps have
 * an element shape, choices have branches.
 *
 * <p>{@link OptionValues} says which Java value each kind is read into.
 */
public final class Shape {
  /** The kinds of shapes. */
  public enum Kind {
    /** Any text. Read as {@link String}. */
    STRING,
    /** {@code true} or {@code false}. Read as {@link Boolean}. */
    BOOLEAN,
    /** A whole number. Read as {@link Long}. */
    INTEGER,
    /** Any number. Read as {@link java.math.BigDecimal}. */
    NUMBER,
    /** {@code 10s}, {@code 500ms}, {@code 5m}, {@code 1h}, {@code 2d}. Read as Duration. */
    DURATION,
    /** A duration that may go backwards: {@code -8h}. Read as Duration. */
    SIGNED_DURATION,
    /** {@code 64 MB}, {@code 4 KiB}. Read as {@link Long} bytes. */
    SIZE,
    /** {@code 1000/s}, {@code 10/m}. Read as {@link Double} per second. */
    RATE,
    /** {@code 1%}, {@code 0.5%}. Read as {@link Double}, a share from 0 to 1. */
    PERCENT,
    /** ISO-8601 with a zone. Read as {@link java.time.Instant}. */
    TIMESTAMP,
    /** One of fixed texts. Read as {@link String}. */
    ENUM,
    /** A scalar SQL expression over columns. Read as {@link String}. */
    EXPRESSION,
    /** A SQL expression that may hold aggregate calls. Read as {@link String}. */
    AGGREGATE,
    /** The name of a column. Read as {@link String}. */
    COLUMN,
    /** The text of a Flink SQL type. Read as {@link String}. */
    TYPE,
    /** Any scalar as written. Read as String, Boolean, Long or BigDecimal. */
    SCALAR,
    /** Elements of one shape. Read as {@link java.util.List}. */
    LIST,
    /** Free keys, values of one shape. Read as {@link java.util.Map} in the order written. */
    MAP,
    /** Fixed keys. Read as {@link OptionValues}. */
    OBJECT,
    /** One of several shapes. Read as the branch that matches. */
    ONE_OF,
    /** The same shape as a named one, which may be an enclosing one. */
    REFERENCE
  }

  private final Kind kind;
  private final List<String> texts;
  private final @Nullable Shape element;
  private final List<Key> keys;
  private final List<Constraint> constraints;
  private final List<Shape> branches;
  private final @Nullable String pattern;
  private final @Nullable Long least;
  private final @Nullable Long most;
  private final boolean mayBeEmpty;
  private final Result result;

  private Shape(Draft draft) {
    this.kind = draft.kind;
    this.texts = List.copyOf(draft.texts);
    this.element = draft.element;
    this.keys = List.copyOf(draft.keys);
    this.constraints = List.copyOf(draft.constraints);
    this.branches = List.copyOf(draft.branches);
    this.pattern = draft.pattern;
    this.least = draft.least;
    this.most = draft.most;
    this.mayBeEmpty = draft.mayBeEmpty;
    this.result = draft.result;
  }

  private static Shape simple(Kind kind) {
    return new Shape(new Draft(kind));
  }

  public static Shape string() {
    return simple(Kind.STRING);
  }

  /** Text that matches a regular expression (ECMA dialect, anchored by the caller). */
  public static Shape string(String pattern) {
    Draft draft = new Draft(Kind.STRING);
    draft.pattern = requireNonNull(pattern);
    return new Shape(draft);
  }

  public static Shape bool() {
    return simple(Kind.BOOLEAN);
  }

  public static Shape integer() {
    return simple(Kind.INTEGER);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public static Shape integer(long least, long most) {
    Draft draft = new Draft(Kind.INTEGER);
    draft.least = least;
    draft.most = most;
    return new Shape(draft);
  }

  public static Shape number() {
    return simple(Kind.NUMBER);
  }

  public static Shape duration() {
    return simple(Kind.DURATION);
  }

  /** A duration, or one with a minus in front. */
  public static Shape signedDuration() {
    return simple(Kind.SIGNED_DURATION);
  }

  public static Shape size() {
    return simple(Kind.SIZE);
  }

  /** A size of more than nothing. */
  public static Shape someSize() {
    Draft draft = new Draft(Kind.SIZE);
    draft.least = 1L;
    return new Shape(draft);
  }

  public static Shape rate() {
    return simple(Kind.RATE);
  }

  public static Shape percent() {
    return simple(Kind.PERCENT);
  }

  public static Shape timestamp() {
    return simple(Kind.TIMESTAMP);
  }

  public static Shape expression() {
    return simple(Kind.EXPRESSION);
  }

  /** An expression with a result of this kind; without, it is a text. */
  public static Shape expression(Result result) {
    Draft draft = new Draft(Kind.EXPRESSION);
    draft.result = result;
    return new Shape(draft);
  }

  public static Shape aggregate() {
    return simple(Kind.AGGREGATE);
  }

  public static Shape column() {
    return simple(Kind.COLUMN);
  }

  public static Shape type() {
    return simple(Kind.TYPE);
  }

  public static Shape scalar() {
    return simple(Kind.SCALAR);
  }

  public static Shape oneOfTexts(String... texts) {
    return oneOfTexts(List.of(texts));
  }

  public static Shape oneOfTexts(List<String> texts) {
    Draft draft = new Draft(Kind.ENUM);
    draft.texts = texts;
    return new Shape(draft);
  }

  /** A list of at least one element. */
  public static Shape list(Shape element) {
    Draft draft = new Draft(Kind.LIST);
    draft.element = requireNonNull(element);
    return new Shape(draft);
  }

  /** A map with at least one key, which may be any. */
  public static Shape map(Shape value) {
    Draft draft = new Draft(Kind.MAP);
    draft.element = requireNonNull(value);
    return new Shape(draft);
  }

  /** A map whose keys match a regular expression. */
  public static Shape map(String keyPattern, Shape value) {
    Draft draft = new Draft(Kind.MAP);
    draft.pattern = requireNonNull(keyPattern);
    draft.element = requireNonNull(value);
    return new Shape(draft);
  }

  /** A map with exactly one free key, beside some fixed ones that have shapes of their own. */
  public static Shape map(List<Key> fixed, Shape value) {
    Draft draft = new Draft(Kind.MAP);
    draft.keys = fixed;
    draft.element = requireNonNull(value);
    return new Shape(draft);
  }

  /** An object without keys. */
  public static Shape object() {
    return object(List.of(), List.of());
  }

  public static Shape object(Key... keys) {
    return object(List.of(keys), List.of());
  }

  public static Shape object(Option<?>... options) {
    return object(Option.keys(options), List.of());
  }

  public static Shape object(List<Key> keys, List<Constraint> constraints) {
    Draft draft = new Draft(Kind.OBJECT);
    draft.keys = keys;
    draft.constraints = constraints;
    return new Shape(draft);
  }

  public static Shape oneOf(Shape... branches) {
    Draft draft = new Draft(Kind.ONE_OF);
    draft.branches = List.of(branches);
    return new Shape(draft);
  }

  /** A shape that stands elsewhere under this name (the JSON Schema's {@code $defs}). */
  public static Shape reference(String name) {
    Draft draft = new Draft(Kind.REFERENCE);
    draft.texts = List.of(name);
    return new Shape(draft);
  }

  /**
   * This shape, where the value may also be empty: nothing after the colon for a scalar, a list or
   * map without elements. OptionValues has no value for an empty scalar.
   */
  public Shape orEmpty() {
    Draft draft = new Draft(this);
    draft.mayBeEmpty = true;
    return new Shape(draft);
  }

  public Kind kind() {
    return kind;
  }

  /** The texts of an ENUM; the one name of a REFERENCE. */
  public List<String> texts() {
    return texts;
  }

  /** The shape of a LIST's elements or a MAP's values. */
  public Shape element() {
    return requireNonNull(element, "no element shape");
  }

  /** The keys of an OBJECT, or the fixed ones of a MAP, in the order of the documentation. */
  public List<Key> keys() {
    return keys;
  }

  /** What must hold between the keys of an OBJECT. */
  public List<Constraint> constraints() {
    return constraints;
  }

  /** The branches of a ONE_OF. */
  public List<Shape> branches() {
    return branches;
  }

  /** The pattern of a STRING or of a MAP's keys, or null. */
  public @Nullable String pattern() {
    return pattern;
  }

  /** The least value of an INTEGER, 1 of a SIZE of more than nothing, or null. */
  public @Nullable Long least() {
    return least;
  }

  /** The greatest value of an INTEGER, or null. */
  public @Nullable Long most() {
    return most;
  }

  /** See {@link #orEmpty()}. */
  public boolean mayBeEmpty() {
    return mayBeEmpty;
  }

  /** What an EXPRESSION of a connector's options gives. */
  public Result result() {
    return result;
  }

  /** A shape while it is put together. */
  private static final class Draft {
    private final Kind kind;
    private List<String> texts = List.of();
    private @Nullable Shape element;
    private List<Key> keys = List.of();
    private List<Constraint> constraints = List.of();
    private List<Shape> branches = List.of();
    private @Nullable String pattern;
    private @Nullable Long least;
    private @Nullable Long most;
    private boolean mayBeEmpty;
    private Result result = Result.TEXT;

    Draft(Kind kind) {
      this.kind = kind;
    }

    Draft(Shape shape) {
      this.kind = shape.kind;
      this.texts = shape.texts;
      this.element = shape.element;
      this.keys = shape.keys;
      this.constraints = shape.constraints;
      this.branches = shape.branches;
      this.pattern = shape.pattern;
      this.least = shape.least;
      this.most = shape.most;
      this.mayBeEmpty = shape.mayBeEmpty;
      this.result = shape.result;
    }
  }
}
