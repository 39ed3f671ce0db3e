// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.type;

import dev.drey.text.Article;
import dev.drey.type.DataType;
import org.apache.calcite.rel.type.RelDataType;

/** Types as messages name them: Flink's names, without nullability. */
public final class TypeNames {
  private TypeNames() {}

  public static String of(RelDataType type) {
    return SqlTypes.fromRel(type).map(TypeNames::of).orElse("NULL");
  }

  /** "a STRING", "an INT"; NULL stands alone. */
  public static String withArticle(RelDataType type) {
    return SqlTypes.fromRel(type).map(TypeNames::withArticle).orElse("NULL");
  }

  public static String withArticle(DataType type) {
    return Article.with(of(type));
  }

  public static String of(DataType type) {
    return type.withNullable(true).toString();
  }
}
