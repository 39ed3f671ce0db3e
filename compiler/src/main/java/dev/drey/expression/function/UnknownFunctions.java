// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.parse.AggregateNames;
import dev.drey.expression.parse.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlUnresolvedFunction;

/** Names of functions that there are not, with what is likely to be meant. */
public final class UnknownFunctions {
  private static final Set<String> FORMS = SyntaxList.names();

  private final Functions functions;
  private final SqlText text;

  public UnknownFunctions(Functions functions, SqlText text) {
    this.functions = functions;
    this.text = text;
  }

  /** Whether a call is of a function by a name that there is not. */
  public boolean isUnknown(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return call.getOperator() instanceof SqlUnresolvedFunction
        && functions.find(name) == null
        && !FORMS.contains(name)
        && !AggregateNames.isAggregate(call);
  }

  public Diagnostic.Builder problem(SqlCall call, String name) {
    int from = text.offset(call.getParserPosition());
    String shown = written(name.startsWith("$") ? name.substring(1) : name, from);
    if (text.text().startsWith("${", from)) {
      return Diagnostic.at(
              TypeCodes.UNKNOWN_FUNCTION,
              text.span(from, from + name.length()),
              "a parameter is a value, and cannot name a function")
          .label("a value")
          .help("write the function's name itself");
    }
    Diagnostic.Builder problem =
        Diagnostic.at(
                TypeCodes.UNKNOWN_FUNCTION,
                text.span(from, from + shown.length()),
                "there is no function " + shown)
            .label("not a function");
    if (!Character.isJavaIdentifierStart(name.charAt(0))) {
      return operator(call, name);
    }
    String instead = AbsentFunctions.help(shown);
    if (instead != null) {
      return problem.help(
          ForeignCalls.instead(shown, arguments(call))
              .map(written -> "write `" + written + "`")
              .orElse(instead));
    }
    List<String> candidates = new ArrayList<>(functions.names());
    candidates.addAll(FORMS);
    candidates.addAll(AggregateNames.names());
    return problem.help(
        DidYouMean.closest(shown, candidates)
            .map(near -> "did you mean " + near + "?" + call(call, shown, near))
            .orElse("`drey list functions` shows what there is"));
  }

  /** The parser has names of its own for some, such as TRANSLATE3. */
  private String written(String name, int from) {
    int to = from;
    while (to < text.text().length() && Character.isJavaIdentifierPart(text.text().charAt(to))) {
      to++;
    }
    String word = text.text().substring(from, to);
    boolean start = name.regionMatches(true, 0, word, 0, word.length());
    return word.isEmpty() || !start ? name : word;
  }

  /** An operator that the parser reads for other dialects. */
  private Diagnostic.Builder operator(SqlCall call, String name) {
    List<String> sides = arguments(call);
    Diagnostic.Builder problem =
        text.at(TypeCodes.UNKNOWN_FUNCTION, call, "`" + name + "` is no operator of Flink's SQL")
            .label("not an operator");
    String base = sides.isEmpty() ? "x" : sides.get(0);
    String other = sides.size() < 2 ? "n" : sides.get(1);
    switch (name) {
      case "^":
        return problem.help("write `POWER(" + base + ", " + other + ")`");
      case "<<":
        return problem.help("write `" + base + " * POWER(2, " + other + ")`");
      case ">>":
        return problem.help("write `FLOOR(" + base + " / POWER(2, " + other + "))`");
      default:
        return problem.help(
            "a bit is told by arithmetic: `MOD(" + base + " / 4, 2) = 1` where that of 4 is set");
    }
  }

  /** The call with the other name; nothing where it is too long to show. */
  private String call(SqlCall call, String name, String other) {
    String written = text.written(call);
    return written.startsWith(name + "(") && !written.endsWith("...")
        ? " write `" + other + written.substring(name.length()) + "`"
        : "";
  }

  private List<String> arguments(SqlCall call) {
    return call.getOperandList().stream().map(text::written).collect(Collectors.toList());
  }
}
