// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.SqlText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;

/** Calls with a point before their name, as of a method: SQL has the value in the parentheses. */
final class MethodCalls {
  /** Methods by their names in small letters; {@code $x} is the value, {@code $y} the arguments. */
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("length", "CHAR_LENGTH($x)"),
          Map.entry("len", "CHAR_LENGTH($x)"),
          Map.entry("size", "CARDINALITY($x)"),
          Map.entry("count", "CARDINALITY($x)"),
          Map.entry("tostring", "CAST($x AS STRING)"),
          Map.entry("touppercase", "UPPER($x)"),
          Map.entry("tolowercase", "LOWER($x)"),
          Map.entry("strip", "TRIM($x)"),
          Map.entry("isempty", "$x = ''"),
          Map.entry("isnull", "$x IS NULL"),
          Map.entry("isnotnull", "$x IS NOT NULL"),
          Map.entry("equals", "$x = $y"),
          Map.entry("includes", "POSITION($y IN $x) > 0"),
          Map.entry("indexof", "POSITION($y IN $x)"),
          Map.entry("matches", "REGEXP($x, $y)"),
          Map.entry("gettime", "UNIX_TIMESTAMP(CAST($x AS STRING))"),
          Map.entry("getyear", "YEAR($x)"),
          Map.entry("gethours", "HOUR($x)"));

  private MethodCalls() {}

  /** What is wrong with a call of a method; empty for any other call. */
  public static Optional<Diagnostic.Builder> in(SqlCall call, SqlText text) {
    SqlIdentifier name =
        call.getOperator() instanceof SqlFunction
            ? ((SqlFunction) call.getOperator()).getSqlIdentifier()
            : null;
    if (name == null || name.names.size() < 2) {
      return Optional.empty();
    }
    List<String> path = name.names.subList(0, name.names.size() - 1);
    String method = name.names.get(path.size());
    String value = String.join(".", path);
    String arguments =
        call.getOperandList().stream().map(text::written).collect(Collectors.joining(", "));
    String all = arguments.isEmpty() ? value : value + ", " + arguments;
    String template = METHODS.get(method.toLowerCase(Locale.ROOT));
    String ours =
        template == null
            ? method.toUpperCase(Locale.ROOT) + "(" + all + ")"
            : template.replace("$x", value).replace("$y", arguments);
    return Optional.of(
        text.at(TypeCodes.UNKNOWN_FUNCTION, call, "a value has no methods in SQL")
            .label("a function takes the value in its parentheses")
            .help("write `" + ours + "`"));
  }
}
