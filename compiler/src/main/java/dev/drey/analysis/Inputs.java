// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.ColumnNotes;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.FewTexts;
import dev.drey.expression.value.Hidden;
import dev.drey.plan.CalcNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.plan.UnionNode;
import dev.drey.source.LocatedText;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several inputs as one: they must have the same columns, in the same order. Where the types of a
 * column differ, the whole has the least type that holds all of them, and each input is cast to it;
 * a column that may be NULL in one may be NULL in the whole.
 */
final class Inputs {
  private final AnalysisContext context;

  Inputs(AnalysisContext context) {
    this.context = context;
  }

  Flow union(LocatedText name, List<LocatedText> inputs, List<Flow> flows) {
    Flow common = common(inputs, flows);
    String id = Role.ofOperation("union", name.text());
    List<Port> ports = fitted(Role.FIT, name, inputs, flows, common.rowType());
    context.add(UnionNode.of(id, name.text(), ports, common.rowType()));
    return common.through(Port.out(id), common.rowType());
  }

  /** Where the inputs' rows come out once they have the types of all. */
  List<Port> fitted(
      Role role, LocatedText name, List<LocatedText> inputs, List<Flow> flows, RowType common) {
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i < flows.size(); i++) {
      Flow flow = flows.get(i);
      boolean known = flow.rowType().names().equals(common.names());
      ports.add(
          known && !isFitting(flow.rowType(), common)
              ? cast(role.id(name.text(), inputs.get(i).text()), name, flow, common)
              : flow.port());
    }
    return ports;
  }

  private static boolean isFitting(RowType type, RowType common) {
    return IntStream.range(0, common.size())
        .allMatch(
            c ->
                type.field(c)
                    .type()
                    .withNullable(true)
                    .equals(common.field(c).type().withNullable(true)));
  }

  private Port cast(String id, LocatedText name, Flow flow, RowType common) {
    List<Expression> values = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Expression column : context.identity(flow.rowType())) {
      Field field = common.field(values.size());
      values.add(context.expressions().cast(column, field.type()));
      fields.add(Field.of(field.name(), field.type().withNullable(column.type().nullable())));
    }
    RowType type = RowType.of(fields);
    context.add(CalcNode.of(id, name.text(), flow.port(), Optional.empty(), values, type));
    return Port.out(id);
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
          comparable ? difference(RowType.of(fields), other.rowType()) : Optional.empty();
      if (difference.isPresent()) {
        same = false;
        report(inputs.get(known), inputs.get(i), difference.get());
      } else if (comparable) {
        widen(fields, other.rowType());
      }
    }
    Flow common = first.through(first.port(), RowType.of(fields)).withTime(TimeFacts.merge(times));
    return common.withHidden(same ? knownOfAll(first.hidden(), flows) : Hidden.any());
  }

  /** What is known of a column in each of them alike. */
  private static Hidden knownOfAll(Hidden first, List<Flow> flows) {
    Map<String, FewTexts> texts = new HashMap<>(first.texts());
    texts
        .keySet()
        .removeIf(
            name ->
                flows.stream()
                    .anyMatch(flow -> !flow.hidden().texts(name).equals(first.texts(name))));
    return first.withNotes(ColumnNotes.NONE).withTexts(texts);
  }

  private void widen(List<Field> fields, RowType other) {
    for (int c = 0; c < fields.size(); c++) {
      Field field = fields.get(c);
      DataType common =
          context.expressions().common(field.type(), other.field(c).type()).orElseThrow();
      fields.set(c, Field.of(field.name(), common));
    }
  }

  private void report(LocatedText first, LocatedText other, String difference) {
    context.report(
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

  private Optional<String> difference(RowType first, RowType other) {
    for (int i = 0; i < Math.min(first.size(), other.size()); i++) {
      Field a = first.field(i);
      Field b = other.field(i);
      if (!a.name().equals(b.name())) {
        return Optional.of(differentName(first, other, a, b, i + 1));
      }
      if (context.expressions().common(a.type(), b.type()).isEmpty()) {
        return Optional.of(
            "`"
                + a.name()
                + "` is "
                + b.type().withNullable(true)
                + ", which has no type in common with "
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
