package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
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

  Optional<Flow> union(LocatedText name, List<LocatedText> inputs, List<Flow> flows) {
    return common(inputs, flows)
        .map(
            type -> {
              String id = Role.UNION.id(name.text());
              List<Port> ports = flows.stream().map(Flow::port).collect(Collectors.toList());
              draft.add(UnionNode.of(id, name.text(), ports, type));
              List<TimeFacts> times = flows.stream().map(Flow::time).collect(Collectors.toList());
              return Flow.of(Port.out(id), type, TimeFacts.merge(times));
            });
  }

  /** The columns of all; empty where they differ, which is then reported. */
  Optional<RowType> common(List<LocatedText> inputs, List<Flow> flows) {
    RowType first = flows.get(0).rowType();
    List<Field> fields = new ArrayList<>(first.fields());
    boolean same = true;
    for (int i = 1; i < flows.size(); i++) {
      Optional<String> difference = difference(first, flows.get(i).rowType());
      if (difference.isPresent()) {
        same = false;
        report(inputs.get(0), inputs.get(i), difference.get());
      } else {
        widen(fields, flows.get(i).rowType());
      }
    }
    return same ? Optional.of(RowType.of(fields)) : Optional.empty();
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
