// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import com.google.auto.value.AutoValue;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An input or output of a model. Rows are its first dimension, whose size is free; values of a row
 * the second, where it has one.
 */
@AutoValue
public abstract class ModelTensor {
  /** A dimension of any size. */
  public static final long FREE = -1;

  /**
   * @param kind of the elements; empty where no column is of their kind
   * @param element as the model's own language calls them: {@code float16}, {@code sequence}
   */
  public static ModelTensor of(
      String name, Optional<TypeKind> kind, String element, List<Long> shape) {
    return new AutoValue_ModelTensor(name, kind, element, List.copyOf(shape));
  }

  public abstract String name();

  public abstract Optional<TypeKind> kind();

  public abstract String element();

  public abstract List<Long> shape();

  /** How many values a row has; empty where any number will do. */
  public final Optional<Long> width() {
    if (shape().size() < 2) {
      return Optional.of(1L);
    }
    return Optional.of(shape().get(1)).filter(size -> size != FREE);
  }

  /** Why rows cannot have it at all; empty where they can. */
  final Optional<String> refusal() {
    if (kind().isEmpty()) {
      return Optional.of("it is of " + element() + ", which no column is");
    }
    boolean rows = !shape().isEmpty() && shape().get(0) == FREE && shape().size() <= 2;
    return rows
        ? Optional.empty()
        : Optional.of("rows are a free first dimension with at most one behind it");
  }

  /** Whether a column of this type can be an element of it. */
  final boolean takes(DataType type) {
    switch (kind().orElseThrow()) {
      case FLOAT:
      case DOUBLE:
        return type.kind().isNumeric();
      case BIGINT:
        return type.kind() == TypeKind.BIGINT || takesInt(type);
      case INT:
        return takesInt(type);
      case BOOLEAN:
        return type.kind() == TypeKind.BOOLEAN;
      default:
        return type.kind().isCharacter();
    }
  }

  private static boolean takesInt(DataType type) {
    return type.kind() == TypeKind.INT
        || type.kind() == TypeKind.SMALLINT
        || type.kind() == TypeKind.TINYINT;
  }

  /** The columns that {@link #takes} takes. */
  final String takenInWords() {
    switch (kind().orElseThrow()) {
      case FLOAT:
      case DOUBLE:
        return "a number";
      case BIGINT:
        return "a whole number";
      case INT:
        return "an INT, SMALLINT or TINYINT";
      case BOOLEAN:
        return "a BOOLEAN";
      default:
        return "a STRING";
    }
  }

  /** The type of a column that has all of a row, or one element of it. */
  final DataType column(boolean oneElement) {
    TypeKind kind = kind().orElseThrow();
    DataType element = kind == TypeKind.VARCHAR ? DataType.string() : DataType.of(kind);
    return oneElement || width().equals(Optional.of(1L))
        ? element
        : DataType.array(element.notNull());
  }

  /** Such as {@code float[rows, 3]}. */
  @Override
  public final String toString() {
    return shape().isEmpty() ? element() : element() + dimensions();
  }

  private String dimensions() {
    return shape().stream()
        .map(size -> size == FREE ? "rows" : String.valueOf(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
