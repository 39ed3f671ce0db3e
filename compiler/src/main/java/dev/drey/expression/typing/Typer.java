// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.function.Functions;
import dev.drey.expression.function.SyntaxList;
import dev.drey.expression.parse.CastTypes;
import dev.drey.expression.parse.ChangingValues;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.TypeNames;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Parsed SQL to typed Rex over the columns of one row. A part that is wrong is reported where it
 * stands and gives null; what contains it gives null too and says nothing more. Two wrong parts are
 * two diagnostics.
 */
final class Typer {
  private final SqlText text;
  private final RowType input;
  private final RelDataType inputType;
  private final RexBuilder rexBuilder;
  private final CallTyper calls;
  private final CastTypes castTypes;
  private final ConstantTimes times;
  private final ConstantCheck constants;

  Typer(SqlText text, CastTypes castTypes, RowType input, Session session, Functions functions) {
    this.text = text;
    this.input = input;
    this.castTypes = castTypes;
    this.inputType = session.types().toRel(input);
    this.rexBuilder = session.rexBuilder();
    this.times = new ConstantTimes(text, session);
    this.constants = new ConstantCheck(text, session.constants());
    this.calls = new CallTyper(this, text, session, functions);
  }

  CastTypes castTypes() {
    return castTypes;
  }

  /** The typed expression, or null where a problem was reported. */
  @Nullable RexNode type(SqlNode node) {
    RexNode typed = dispatch(node);
    boolean accepted =
        typed != null && times.accepts(node, typed) && constants.accepts(node, typed);
    return accepted ? typed : null;
  }

  private @Nullable RexNode dispatch(SqlNode node) {
    if (node instanceof SqlIdentifier) {
      return identifier((SqlIdentifier) node);
    }
    if (node instanceof SqlLiteral) {
      return NumberLiterals.accepts((SqlLiteral) node, text)
          ? Literals.rex((SqlLiteral) node, text, rexBuilder)
          : null;
    }
    if (node instanceof SqlCall) {
      return calls.call((SqlCall) node);
    }
    if (node instanceof SqlNodeList && ((SqlNodeList) node).size() == 1) {
      return type(((SqlNodeList) node).get(0));
    }
    text.report(
        text.at(
                TypeCodes.NOT_IN_EXPRESSIONS,
                node,
                "`" + text.written(node) + "` is not possible in an expression")
            .help(
                node instanceof SqlDataTypeSpec || node instanceof SqlIdentifier
                    ? "a type stands in CAST: write `CAST(x AS " + text.written(node) + ")`"
                    : "write a column, a literal, a call of a function, or operators between them"));
    return null;
  }

  /** All, or null where one of them is wrong; each is looked at. */
  @Nullable List<RexNode> types(List<? extends SqlNode> nodes) {
    List<RexNode> typed = new ArrayList<>();
    boolean wrong = false;
    for (SqlNode node : nodes) {
      RexNode rex = type(node);
      if (rex == null) {
        wrong = true;
      } else {
        typed.add(rex);
      }
    }
    return wrong ? null : typed;
  }

  private @Nullable RexNode identifier(SqlIdentifier identifier) {
    String first = identifier.names.get(0);
    if (identifier.isStar()) {
      text.report(
          text.at(TypeCodes.EXPRESSION_SYNTAX, identifier, "`*` can only stand in COUNT(*)")
              .label("not an expression"));
      return null;
    }
    RexNode value = text.params().literal(identifier, rexBuilder);
    int read = 1;
    if (value == null) {
      int position = input.indexOf(first);
      if (position < 0 && identifier.names.size() > 1) {
        // Of a column that both sides of a join have, the name begins with that of its side.
        position = input.indexOf(first + "." + identifier.names.get(1));
        read = 2;
      }
      if (position < 0) {
        return clockOrUnknown(identifier, first);
      }
      value = rexBuilder.makeInputRef(inputType.getFieldList().get(position).getType(), position);
    }
    for (int i = read; i < identifier.names.size(); i++) {
      RexNode field = field(value, identifier.names.get(i), identifier.getComponent(i));
      if (field == null) {
        return null;
      }
      value = field;
    }
    return value;
  }

  private @Nullable RexNode clockOrUnknown(SqlIdentifier identifier, String name) {
    String upper = ChangingValues.name(name);
    if (identifier.isSimple() && !identifier.isComponentQuoted(0) && ChangingValues.isBare(upper)) {
      return calls.moments().value(identifier, upper, List.of());
    }
    if (text.hides(name)) {
      return null;
    }
    SqlIdentifier column = identifier.getComponent(0);
    Diagnostic.Builder problem =
        text.at(TypeCodes.UNKNOWN_COLUMN, column, "unknown column `" + name + "`")
            .label("not a column of this stream");
    text.report(unknownHelp(identifier, name, problem));
    return null;
  }

  /** What may be meant: a column made later, a near name, a field, a parameter, and all of them. */
  private Diagnostic.Builder unknownHelp(
      SqlIdentifier identifier, String name, Diagnostic.Builder problem) {
    String nested = nestedField(name);
    List<String> names = input.names();
    Optional<String> similar = DidYouMean.closest(name, names);
    Optional<String> note = text.note(name);
    String upper = ChangingValues.name(name);
    if (MomentTyper.isMoment(upper, 0)) {
      return problem.help(
          "a function has parentheses behind it: write `" + ChangingValues.example(upper) + "`");
    }
    if (note.isPresent()) {
      return problem.help(note.get());
    }
    if (identifier.names.size() > 1 && names.contains(identifier.names.get(1))) {
      String column = RowType.quoted(identifier.names.get(1));
      return problem.help(
          "a column stands alone, without the stream's name: write `" + column + "`");
    }
    if (name.matches("(?i)yes|no|off")) {
      return problem.help("write `" + (name.equalsIgnoreCase("yes") ? "TRUE" : "FALSE") + "`");
    }
    if (name.startsWith("$") && names.contains(name.substring(1))) {
      return problem.help("a column stands alone: write `" + name.substring(1) + "`");
    }
    if (name.startsWith("$")) {
      return problem.help("a parameter is written `${" + name.substring(1) + "}`");
    }
    if (similar.isPresent()) {
      problem.help("did you mean `" + RowType.quoted(similar.get()) + "`?");
    } else if (nested != null) {
      problem.help(
          "`" + name + "` is inside of `" + nested + "`: write `" + nested + "." + name + "`");
    }
    return problem.help("the columns are " + RowType.listed(names));
  }

  /** The ROW column that has a field of this name, or null. */
  private @Nullable String nestedField(String name) {
    for (RelDataTypeField field : inputType.getFieldList()) {
      if (field.getType().isStruct() && field.getType().getFieldNames().contains(name)) {
        return field.getName();
      }
    }
    return null;
  }

  /** The field of a ROW; NULL where the row is. */
  @Nullable RexNode field(RexNode row, String name, SqlNode place) {
    if (!row.getType().isStruct()) {
      text.report(
          text.at(
                  TypeCodes.UNKNOWN_FIELD,
                  place,
                  "there is no field `" + name + "` in " + TypeNames.withArticle(row.getType()))
              .label("only a ROW has fields")
              .help(
                  row.getType().getSqlTypeName() == SqlTypeName.MAP
                      ? "write ['" + name + "'] to look up a key of a MAP"
                      : "write the column alone"));
      return null;
    }
    int index = row.getType().getFieldNames().indexOf(name);
    if (index < 0) {
      List<String> names = row.getType().getFieldNames();
      Diagnostic.Builder problem =
          text.at(TypeCodes.UNKNOWN_FIELD, place, "the row has no field `" + name + "`")
              .label("not a field");
      DidYouMean.closest(name, names)
          .ifPresent(near -> problem.help("did you mean `" + RowType.quoted(near) + "`?"));
      text.report(problem.help("its fields are " + RowType.listed(names)));
      return null;
    }
    return rexBuilder.makeFieldAccess(row, index);
  }

  /** The types of values as a message lists them. */
  static String typesOf(List<RexNode> values) {
    return values.stream()
        .map(value -> TypeNames.of(value.getType()))
        .collect(Collectors.joining(", "));
  }

  /** Reports that a call has too many or too few arguments. */
  @Nullable RexNode wrongCount(SqlCall call, String expected) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    text.report(
        text.at(TypeCodes.WRONG_ARGUMENTS, call, name + " takes " + expected)
            .label(call.operandCount() + " given")
            .help("for example " + SyntaxList.example(name)));
    return null;
  }
}
