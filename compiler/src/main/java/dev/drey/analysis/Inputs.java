package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.Hidden;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.UnionNode;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several inputs as one: they must have the same columns, in the same order. A column that may be
 * NULL in one may be NULL in the whole.
 */
final class Inputs {
  private final Draft draft;

  Inputs(Draft draft) {
    this.draft = draft;
  }

  Flow union(LocatedText name, List<LocatedText> inputs, List<Flow> flows) {
    Flow common = common(inputs, flows);
    String id = Role.UNION.id(name.text());
    List<Port> ports = flows.stream().map(Flow::port).collect(Collectors.toList());
    draft.add(UnionNode.of(id, name.text(), ports, common.rowType()));
    return common.through(Port.out(id), common.rowType());
  }

  /**
   * The columns and the time of all. Where they differ, which is reported, or some are not known,
   * the columns of one of them, with others that may be there.
   */
  Flow common(List<LocatedText> inputs, List<Flow> flows) {
    List<TimeFacts> times = flows.stream().map(Flow::time).collect(Collectors.toList());
    int known = 0;
    while (known < flows.size() - 1 && !flows.get(known).hidden().isNone()) {
      known++;
    }
    Flow first = flows.get(known);
    List<Field> fields = new ArrayList<>(first.rowType().fields());
    boolean same = true;
    for (int i = 0; i < flows.size(); i++) {
      Flow other = flows.get(i);
      boolean comparable = i != known && first.hidden().isNone() && other.hidden().isNone();
      Optional<String> difference =
          comparable ? difference(first.rowType(), other.rowType()) : Optional.empty();
      if (difference.isPresent()) {
        same = false;
        report(inputs.get(known), inputs.get(i), difference.get());
      } else if (comparable) {
        widen(fields, other.rowType());
      }
    }
    Flow common = first.through(first.port(), RowType.of(fields)).withTime(TimeFacts.merge(times));
    return same ? common : common.withHidden(Hidden.any());
  }

  private static void widen(List<Field> fields, RowType other) {
    for (int c = 0; c < fields.size(); c++) {
      DataType type = fields.get(c).type();
      boolean nullable = type.nullable() || other.field(c).type().nullable();
      fields.set(c, Field.of(fields.get(c).name(), type.withNullable(nullable)));
    }
  }

  private void report(LocatedText first, LocatedText other, String difference) {
    draft.report(
        Diagnostic.at(
                TypeCodes.INPUTS_DIFFER,
                other.span(),
                "`"
                    + other.text()
                    + "` has other columns than `"
                    + first.text()
                    + "`: "
                    + difference)
            .label(difference)
            .and(first.span(), "compared with this one")
            .help(
                "bring both to the same columns in the same order with a `select` in a stream of"
                    + " their own"));
  }

  private static Optional<String> difference(RowType first, RowType other) {
    for (int i = 0; i < Math.min(first.size(), other.size()); i++) {
      Field a = first.field(i);
      Field b = other.field(i);
      if (!a.name().equals(b.name())) {
        return Optional.of(differentName(first, other, a, b, i + 1));
      }
      if (!a.type().withNullable(true).equals(b.type().withNullable(true))) {
        return Optional.of(
            "`"
                + a.name()
                + "` is "
                + b.type().withNullable(true)
                + " instead of "
                + a.type().withNullable(true));
      }
    }
    if (other.size() > first.size()) {
      return Optional.of("`" + other.field(first.size()).name() + "` is too many");
    }
    if (other.size() < first.size()) {
      return Optional.of("`" + first.field(other.size()).name() + "` is missing");
    }
    return Optional.empty();
  }

  private static String differentName(RowType first, RowType other, Field a, Field b, int place) {
    if (!other.contains(a.name())) {
      return "`" + a.name() + "` is missing";
    }
    if (!first.contains(b.name())) {
      return "`" + b.name() + "` is too many";
    }
    return "column " + place + " is `" + b.name() + "` instead of `" + a.name() + "`";
  }
}
