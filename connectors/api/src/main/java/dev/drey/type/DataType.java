// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Flink SQL type with its nullability. {@link #toString()} is the Flink SQL text, which {@link
 * DataTypeParser} reads back. Times keep milliseconds: a precision above 3 is not representable.
 */
public final class DataType implements Serializable {
  private static final long serialVersionUID = 1;

  /** The length of {@code STRING} and {@code BYTES}. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private final TypeKind kind;
  private final boolean nullable;
  private final int precision;
  private final int scale;
  private final @Nullable DataType key;
  private final @Nullable DataType element;
  private final @Nullable RowType row;

  private DataType(
      TypeKind kind,
      boolean nullable,
      int precision,
      int scale,
      @Nullable DataType key,
      @Nullable DataType element,
      @Nullable RowType row) {
    this.kind = requireNonNull(kind);
    this.nullable = nullable;
    this.precision = precision;
    this.scale = scale;
    this.key = key;
    this.element = element;
    this.row = row;
  }

  /** A nullable type of a kind without parameters (numbers, BOOLEAN, DATE, intervals). */
  public static DataType of(TypeKind kind) {
    switch (kind) {
      case DECIMAL:
        return decimal(10, 0);
      case CHAR:
      case BINARY:
        return sized(kind, 1);
      case VARCHAR:
      case VARBINARY:
        return sized(kind, UNBOUNDED);
      case TIME:
        return sized(kind, 0);
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return sized(kind, 3);
      case ARRAY:
      case MAP:
      case ROW:
        throw new IllegalArgumentException(kind + " has element types");
      default:
        return new DataType(kind, true, 0, 0, null, null, null);
    }
  }

  /** CHAR, VARCHAR, BINARY, VARBINARY by length; TIME, TIMESTAMP, TIMESTAMP_LTZ by precision. */
  public static DataType sized(TypeKind kind, int lengthOrPrecision) {
    return new DataType(kind, true, lengthOrPrecision, 0, null, null, null);
  }

  public static DataType decimal(int precision, int scale) {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException("DECIMAL(" + precision + ", " + scale + ")");
    }
    return new DataType(TypeKind.DECIMAL, true, precision, scale, null, null, null);
  }

  public static DataType string() {
    return of(TypeKind.VARCHAR);
  }

  public static DataType bytes() {
    return of(TypeKind.VARBINARY);
  }

  public static DataType timestampLtz() {
    return of(TypeKind.TIMESTAMP_LTZ);
  }

  public static DataType array(DataType element) {
    return new DataType(TypeKind.ARRAY, true, 0, 0, null, requireNonNull(element), null);
  }

  public static DataType map(DataType key, DataType value) {
    return new DataType(TypeKind.MAP, true, 0, 0, requireNonNull(key), requireNonNull(value), null);
  }

  public static DataType row(RowType row) {
    return new DataType(TypeKind.ROW, true, 0, 0, null, null, requireNonNull(row));
  }

  public TypeKind kind() {
    return kind;
  }

  public boolean nullable() {
    return nullable;
  }

  /** This type with the given nullability. */
  public DataType withNullable(boolean newNullable) {
    return newNullable == nullable
        ? this
        : new DataType(kind, newNullable, precision, scale, key, element, row);
  }

  public DataType notNull() {
    return withNullable(false);
  }

  /** Digits of a DECIMAL, fractional digits of a time, characters or bytes of a text. */
  public int precision() {
    return precision;
  }

  /** Fractional digits of a DECIMAL. */
  public int scale() {
    return scale;
  }

  /** The element type of an ARRAY, the value type of a MAP. */
  public DataType element() {
    return requireNonNull(element, "no element type");
  }

  /** The key type of a MAP. */
  public DataType key() {
    return requireNonNull(key, "no key type");
  }

  /** The fields of a ROW. */
  public RowType row() {
    return requireNonNull(row, "not a ROW");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof DataType)) {
      return false;
    }
    DataType that = (DataType) other;
    return kind == that.kind
        && nullable == that.nullable
        && precision == that.precision
        && scale == that.scale
        && Objects.equals(key, that.key)
        && Objects.equals(element, that.element)
        && Objects.equals(row, that.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, nullable, precision, scale, key, element, row);
  }

  @Override
  public String toString() {
    return nullable ? bareText() : bareText() + " NOT NULL";
  }

  private String bareText() {
    switch (kind) {
      case DECIMAL:
        return "DECIMAL(" + precision + ", " + scale + ")";
      case CHAR:
      case BINARY:
        return kind.sqlName() + "(" + precision + ")";
      case VARCHAR:
        return precision == UNBOUNDED ? "STRING" : "VARCHAR(" + precision + ")";
      case VARBINARY:
        return precision == UNBOUNDED ? "BYTES" : "VARBINARY(" + precision + ")";
      case TIME:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return kind.sqlName() + "(" + precision + ")";
      case ARRAY:
        return "ARRAY<" + element + ">";
      case MAP:
        return "MAP<" + key + ", " + element + ">";
      case ROW:
        return "ROW<" + row + ">";
      default:
        return kind.sqlName();
    }
  }
}
