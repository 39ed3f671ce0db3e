package dev.drey.expression;

import dev.drey.type.DataType;
import org.apache.calcite.rel.type.RelDataType;

/** Types as messages name them: Flink's names, without nullability. */
final class TypeNames {
  private TypeNames() {}

  static String of(RelDataType type) {
    return SqlTypes.fromRel(type).map(TypeNames::of).orElse("NULL");
  }

  static String of(DataType type) {
    return type.withNullable(true).toString();
  }
}
