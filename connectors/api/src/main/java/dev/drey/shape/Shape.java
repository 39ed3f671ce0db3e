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

  private Shape(
      Kind kind,
      List<String> texts,
      @Nullable Shape element,
      List<Key> keys,
      List<Constraint> constraints,
      List<Shape> branches,
      @Nullable String pattern) {
    this.kind = kind;
    this.texts = List.copyOf(texts);
    this.element = element;
    this.keys = List.copyOf(keys);
    this.constraints = List.copyOf(constraints);
    this.branches = List.copyOf(branches);
    this.pattern = pattern;
  }

  private static Shape simple(Kind kind) {
    return new Shape(kind, List.of(), null, List.of(), List.of(), List.of(), null);
  }

  public static Shape string() {
    return simple(Kind.STRING);
  }

  /** Text that matches a regular expression (ECMA dialect, anchored by the caller). */
  public static Shape string(String pattern) {
    return new Shape(
        Kind.STRING, List.of(), null, List.of(), List.of(), List.of(), requireNonNull(pattern));
  }

  public static Shape bool() {
    return simple(Kind.BOOLEAN);
  }

  public static Shape integer() {
    return simple(Kind.INTEGER);
  }

  public static Shape number() {
    return simple(Kind.NUMBER);
  }

  public static Shape duration() {
    return simple(Kind.DURATION);
  }

  public static Shape size() {
    return simple(Kind.SIZE);
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
    return new Shape(Kind.ENUM, List.of(texts), null, List.of(), List.of(), List.of(), null);
  }

  public static Shape oneOfTexts(List<String> texts) {
    return new Shape(Kind.ENUM, texts, null, List.of(), List.of(), List.of(), null);
  }

  public static Shape list(Shape element) {
    return new Shape(
        Kind.LIST, List.of(), requireNonNull(element), List.of(), List.of(), List.of(), null);
  }

  /** A map with free keys. */
  public static Shape map(Shape value) {
    return new Shape(
        Kind.MAP, List.of(), requireNonNull(value), List.of(), List.of(), List.of(), null);
  }

  /** A map whose keys match a regular expression. */
  public static Shape map(String keyPattern, Shape value) {
    return new Shape(
        Kind.MAP, List.of(), requireNonNull(value), List.of(), List.of(), List.of(), keyPattern);
  }

  public static Shape object(Key... keys) {
    return object(List.of(keys), List.of());
  }

  public static Shape object(List<Key> keys, List<Constraint> constraints) {
    return new Shape(Kind.OBJECT, List.of(), null, keys, constraints, List.of(), null);
  }

  public static Shape oneOf(Shape... branches) {
    return new Shape(Kind.ONE_OF, List.of(), null, List.of(), List.of(), List.of(branches), null);
  }

  /** A shape that stands elsewhere under this name (the JSON Schema's {@code $defs}). */
  public static Shape reference(String name) {
    return new Shape(Kind.REFERENCE, List.of(name), null, List.of(), List.of(), List.of(), null);
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

  /** The keys of an OBJECT, in the order in which documentation shows them. */
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
}
