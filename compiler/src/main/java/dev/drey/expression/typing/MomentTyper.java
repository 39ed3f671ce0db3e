// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.typing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.code.Session;
import dev.drey.expression.parse.ChangingValues;
import dev.drey.expression.parse.SqlText;
import dev.drey.expression.type.Coercion;
import dev.drey.expression.type.TypeNames;
import dev.drey.expression.value.MomentOperator;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** The time, the watermark and chance, with the types of Flink SQL; the time zone is UTC. */
final class MomentTyper {
  private final Typer typer;
  private final SqlText text;
  private final Session session;
  private final RexBuilder rexBuilder;
  private final Coercion coercion;

  /** What is drawn at a place: one that is typed twice, as in NULLIF, is one value all the same. */
  private final IdentityHashMap<SqlNode, MomentOperator> drawn = new IdentityHashMap<>();

  MomentTyper(Typer typer, SqlText text, Session session) {
    this.typer = typer;
    this.text = text;
    this.session = session;
    this.rexBuilder = session.rexBuilder();
    this.coercion = new Coercion(rexBuilder);
  }

  /** Whether a name asks for one of them, with so many arguments. */
  static boolean isMoment(String name, int arguments) {
    return ChangingValues.isClock(name, arguments) || ChangingValues.isRandom(name);
  }

  /** The typed value, or null where a problem was reported. */
  @Nullable RexNode value(SqlNode place, String name, List<SqlNode> operands) {
    if (!text.hasClock()) {
      text.report(ChangingValues.notHere(text, place, name));
      return null;
    }
    switch (name) {
      case "CURRENT_WATERMARK":
        return watermark(place, operands);
      case "RAND":
        return operands.size() > 1
            ? wrong(place, name, "one whole number at most, which it starts from")
            : random(place, name, MomentOperator.Kind.RAND, operands, SqlTypeName.DOUBLE);
      case "RAND_INTEGER":
        return operands.isEmpty() || operands.size() > 2
            ? wrong(place, name, "a whole number, below which it is")
            : random(place, name, MomentOperator.Kind.RAND_INTEGER, operands, SqlTypeName.INTEGER);
      default:
        return operands.isEmpty() ? plain(place, name) : wrong(place, name, "no argument");
    }
  }

  private RexNode plain(SqlNode place, String name) {
    switch (name) {
      case "UUID":
        return rexBuilder.makeCall(
            session.types().toRel(DataType.sized(TypeKind.CHAR, 36).notNull()),
            drawnAt(place, name, MomentOperator.Kind.UUID),
            List.of());
      case "UNIX_TIMESTAMP":
        return call(name, MomentOperator.Kind.SECONDS, DataType.of(TypeKind.BIGINT));
      default:
        return ChangingValues.part(name)
            .map(part -> ofNow(name, DataType.of(part)))
            .orElseGet(() -> now(name));
    }
  }

  private RexNode now(String name) {
    return call(name, MomentOperator.Kind.NOW, DataType.timestampLtz());
  }

  private RexNode ofNow(String name, DataType type) {
    return coercion.cast(now(name), session.types().toRel(type.notNull()));
  }

  private RexNode call(String name, MomentOperator.Kind kind, DataType type) {
    return rexBuilder.makeCall(
        session.types().toRel(type.notNull()), MomentOperator.of(name, kind), List.of());
  }

  /** The argument says which kind of time is wanted, as Flink has it. */
  private @Nullable RexNode watermark(SqlNode place, List<SqlNode> operands) {
    RexNode time = operands.size() == 1 ? typer.type(operands.get(0)) : null;
    if (operands.size() != 1) {
      return wrong(place, "CURRENT_WATERMARK", "the column that has the event time");
    }
    if (time == null) {
      return null;
    }
    boolean local = time.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    if (!local && time.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP) {
      return wrong(
          place,
          "CURRENT_WATERMARK",
          "the column that has the event time, not " + TypeNames.withArticle(time.getType()));
    }
    RexNode watermark =
        rexBuilder.makeCall(
            session.types().toRel(DataType.timestampLtz()),
            MomentOperator.of("CURRENT_WATERMARK", MomentOperator.Kind.WATERMARK),
            List.of(time));
    return local
        ? watermark
        : coercion.cast(watermark, session.types().toRel(DataType.of(TypeKind.TIMESTAMP)));
  }

  private @Nullable RexNode random(
      SqlNode place,
      String name,
      MomentOperator.Kind kind,
      List<SqlNode> operands,
      SqlTypeName result) {
    List<RexNode> arguments = typer.types(operands);
    if (arguments == null) {
      return null;
    }
    RelDataType integer = session.types().createSqlType(SqlTypeName.INTEGER);
    List<RexNode> cast = new ArrayList<>();
    for (RexNode argument : arguments) {
      boolean small =
          SqlTypeUtil.isExactNumeric(argument.getType())
              && argument.getType().getSqlTypeName() != SqlTypeName.BIGINT
              && argument.getType().getSqlTypeName() != SqlTypeName.DECIMAL;
      if (!small || argument.getType().isNullable()) {
        return wrong(
            place,
            name,
            "numbers of type INT that are not NULL, not "
                + TypeNames.withArticle(argument.getType()));
      }
      cast.add(coercion.cast(argument, integer));
    }
    int seeds = kind == MomentOperator.Kind.RAND ? cast.size() : cast.size() - 1;
    if (seeds > 0 && !(cast.get(0) instanceof RexLiteral)) {
      return wrong(place, name, "a number as it stands to start from, the same for all rows");
    }
    return rexBuilder.makeCall(
        session.types().createSqlType(result), drawnAt(place, name, kind), cast);
  }

  private MomentOperator drawnAt(SqlNode place, String name, MomentOperator.Kind kind) {
    return drawn.computeIfAbsent(place, each -> MomentOperator.of(name, kind));
  }

  private @Nullable RexNode wrong(SqlNode place, String name, String wanted) {
    Diagnostic.Builder problem =
        text.at(TypeCodes.WRONG_ARGUMENTS, place, name + " takes " + wanted);
    text.report(problem.help("for example " + ChangingValues.example(name)));
    return null;
  }
}
