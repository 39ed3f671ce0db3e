// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.SqlTypes;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeKind;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a function, written as {@code STRING, INT -> STRING}. Parameters are types, kinds
 * ({@code NUMBER}, {@code TIME POINT}, {@code ANY}) or variables: {@code T}, {@code K}, {@code V}
 * of any type, {@code O} of one with an order, {@code N} of a number; {@code ...} behind the last
 * repeats it. The result is NULL where an argument is, unless {@code NULL} or {@code NOT NULL} is
 * written behind it, or {@code LIKE FIRST}: then it may be NULL where the first argument may, and
 * its elements where those of the first may.
 */
public final class Signature {
  private static final String LIKE_FIRST = " LIKE FIRST";
  private static final String MAP = "MAP<K, V>";
  private static final String ENTRIES = "ARRAY<ROW<key K, value V>>";

  private final List<String> parameters = new ArrayList<>();
  private final String result;
  private final boolean variadic;
  private final @Nullable Boolean nullable;
  private final boolean likeFirst;

  private Signature(String text) {
    int arrow = text.indexOf("->");
    String left = text.substring(0, arrow).trim();
    String all = text.substring(arrow + 2).trim();
    this.likeFirst = all.endsWith(LIKE_FIRST);
    String right = likeFirst ? all.substring(0, all.length() - LIKE_FIRST.length()) : all;
    this.variadic = left.endsWith("...");
    String plain = variadic ? left.substring(0, left.length() - 3).trim() : left;
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= plain.length(); i++) {
      if (i == plain.length() || (plain.charAt(i) == ',' && depth == 0)) {
        if (i > from) {
          parameters.add(plain.substring(from, i).trim());
        }
        from = i + 1;
      } else if (plain.charAt(i) == '<') {
        depth++;
      } else if (plain.charAt(i) == '>') {
        depth--;
      }
    }
    if (right.endsWith(" NOT NULL")) {
      this.nullable = false;
      this.result = right.substring(0, right.length() - " NOT NULL".length());
    } else if (right.endsWith(" NULL")) {
      this.nullable = true;
      this.result = right.substring(0, right.length() - " NULL".length());
    } else {
      this.nullable = null;
      this.result = right;
    }
  }

  public static Signature of(String text) {
    return new Signature(text);
  }

  /** For people. */
  public String text(String function) {
    return function
        + "("
        + String.join(", ", parameters)
        + (variadic ? ", ..." : "")
        + ") -> "
        + result;
  }

  /** The arguments in parentheses, for people. */
  public String arguments() {
    return "(" + String.join(", ", parameters) + (variadic ? ", ..." : "") + ")";
  }

  boolean takes(int count) {
    return variadic ? count >= parameters.size() : count == parameters.size();
  }

  String parameter(int position) {
    return parameters.get(Math.min(position, parameters.size() - 1));
  }

  /** A call that the signature takes: its result and what its arguments are cast to. */
  public static final class Match {
    private final RelDataType result;
    private final List<RelDataType> arguments;

    private Match(RelDataType result, List<RelDataType> arguments) {
      this.result = result;
      this.arguments = arguments;
    }

    public RelDataType result() {
      return result;
    }

    /** Types whose nullability says nothing. */
    public List<RelDataType> arguments() {
      return arguments;
    }
  }

  /** Null where the arguments do not fit. A variable is the common type of what stands for it. */
  public @Nullable Match match(List<RelDataType> arguments, SqlTypes types) {
    if (!takes(arguments.size())) {
      return null;
    }
    TypeVariables variables = new TypeVariables(types);
    boolean anyNullable = false;
    for (int i = 0; i < arguments.size(); i++) {
      if (!accepts(parameter(i), arguments.get(i), variables)) {
        return null;
      }
      anyNullable |= arguments.get(i).isNullable() || Coercion.isNull(arguments.get(i));
    }
    List<RelDataType> wanted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      wanted.add(wanted(parameter(i), arguments.get(i), variables, types));
    }
    RelDataType bare = result(result, variables, types);
    if (bare == null) {
      return null;
    }
    boolean orNull = nullable == null ? anyNullable : nullable;
    return new Match(
        likeFirst
            ? likeFirst(bare, arguments.get(0), types)
            : types.createTypeWithNullability(bare, orNull),
        wanted);
  }

  private static RelDataType likeFirst(RelDataType bare, RelDataType first, SqlTypes types) {
    RelDataType element = bare.getComponentType();
    RelDataType firstElement = first.getComponentType();
    RelDataType type =
        element == null || firstElement == null
            ? bare
            : types.createArrayType(
                types.createTypeWithNullability(element, firstElement.isNullable()), -1);
    return types.createTypeWithNullability(type, first.isNullable() || Coercion.isNull(first));
  }

  private static RelDataType wanted(
      String parameter, RelDataType argument, TypeVariables variables, SqlTypes types) {
    DataType plain = wanted(parameter);
    if (plain != null) {
      return types.toRel(plain);
    }
    if (isVariable(parameter)) {
      return variables.get(parameter);
    }
    if (parameter.startsWith("ARRAY<") && isVariable(inner(parameter))) {
      return types.createArrayType(variables.get(inner(parameter)), -1);
    }
    if (parameter.startsWith("MAP<")) {
      return types.createMapType(variables.get("K"), variables.get("V"));
    }
    return Coercion.isNull(argument) ? ofNull(parameter, types) : argument;
  }

  private static RelDataType ofNull(String parameter, SqlTypes types) {
    switch (parameter) {
      case "NUMBER":
        return types.createSqlType(SqlTypeName.INTEGER);
      case "DECIMAL":
        return types.createSqlType(SqlTypeName.DECIMAL, 10, 0);
      case "TIME POINT":
        return types.createSqlType(SqlTypeName.TIMESTAMP, 3);
      case "ANY":
        return types.createSqlType(SqlTypeName.VARCHAR);
      default:
        try {
          return types.toRel(DataTypeParser.parse(parameter));
        } catch (TypeSyntaxException e) {
          throw new IllegalStateException(parameter, e);
        }
    }
  }

  private static @Nullable RelDataType result(
      String text, TypeVariables variables, SqlTypes types) {
    if (isVariable(text)) {
      return variables.find(text);
    }
    if (text.startsWith("ARRAY<") && isVariable(inner(text))) {
      RelDataType element = variables.find(inner(text));
      return element == null ? null : types.createArrayType(element, -1);
    }
    if (text.equals(MAP) || text.equals(ENTRIES)) {
      RelDataType key = variables.find("K");
      RelDataType value = variables.find("V");
      if (key == null || value == null) {
        return null;
      }
      return text.equals(MAP)
          ? types.createMapType(key, value)
          : types.createArrayType(
              types.createStructType(List.of(key, value), List.of("key", "value")), -1);
    }
    try {
      return types.toRel(DataTypeParser.parse(text));
    } catch (TypeSyntaxException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private static boolean isVariable(String text) {
    return text.length() == 1;
  }

  private static String inner(String text) {
    return text.substring(text.indexOf('<') + 1, text.length() - 1);
  }

  private static boolean accepts(String parameter, RelDataType argument, TypeVariables variables) {
    if (isVariable(parameter)) {
      boolean fits =
          Coercion.isNull(argument)
              || (parameter.equals("N")
                  ? SqlTypeUtil.isNumeric(argument)
                  : !parameter.equals("O") || hasOrder(argument));
      return fits && variables.bind(parameter, argument);
    }
    if (Coercion.isNull(argument)) {
      return true;
    }
    if (parameter.startsWith("ARRAY<")) {
      RelDataType element = argument.getComponentType();
      return argument.getSqlTypeName() == SqlTypeName.ARRAY
          && element != null
          && accepts(inner(parameter), element, variables);
    }
    if (parameter.startsWith("MAP<")) {
      RelDataType key = argument.getKeyType();
      RelDataType value = argument.getValueType();
      return key != null && value != null && variables.bind("K", key) && variables.bind("V", value);
    }
    return acceptsKind(parameter, argument);
  }

  private static boolean hasOrder(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name != SqlTypeName.ARRAY && name != SqlTypeName.MAP && name != SqlTypeName.ROW;
  }

  private static boolean acceptsKind(String parameter, RelDataType argument) {
    SqlTypeName name = argument.getSqlTypeName();
    switch (parameter) {
      case "ANY":
        return true;
      case "STRING":
        return SqlTypeUtil.isCharacter(argument);
      case "BYTES":
        return SqlTypeUtil.isBinary(argument);
      case "BOOLEAN":
        return name == SqlTypeName.BOOLEAN;
      case "INT":
        return SqlTypeUtil.isIntType(argument) && name != SqlTypeName.BIGINT;
      case "BIGINT":
        return SqlTypeUtil.isIntType(argument);
      case "NUMBER":
      case "DOUBLE":
        return SqlTypeUtil.isNumeric(argument);
      case "DECIMAL":
        return SqlTypeUtil.isExactNumeric(argument);
      case "DATE":
        return name == SqlTypeName.DATE;
      case "TIME POINT":
        return Coercion.isTimestamp(argument);
      default:
        throw new IllegalStateException(parameter);
    }
  }

  /** The type that a parameter asks an argument to be cast to, or null to leave it as it is. */
  private static @Nullable DataType wanted(String parameter) {
    switch (parameter) {
      case "INT":
        return DataType.of(TypeKind.INT);
      case "BIGINT":
        return DataType.of(TypeKind.BIGINT);
      case "DOUBLE":
        return DataType.of(TypeKind.DOUBLE);
      default:
        return null;
    }
  }
}
