// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Role;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows with the columns of {@code keyBy}: those that have an expression stand behind the others,
 * and behind these what nobody sees.
 */
@AutoValue
abstract class KeyedRows {
  /** The rows. */
  abstract Flow flow();

  /** The columns by which they go. */
  abstract List<Integer> positions();

  /** The columns that can be seen, which come first. */
  abstract RowType visible();

  final List<String> names() {
    return positions().stream()
        .map(position -> flow().rowType().field(position).name())
        .collect(Collectors.toList());
  }

  /** Empty where one of the columns is not known. */
  static Optional<KeyedRows> of(StreamSpec stream, Flow input, AnalysisContext context) {
    return of(stream, input, List.of(), context);
  }

  /**
   * @param unseen values of the input beside its columns
   */
  static Optional<KeyedRows> of(
      StreamSpec stream, Flow input, List<Expression> unseen, AnalysisContext context) {
    if (stream.inDoubt().contains("keyBy")) {
      return Optional.empty();
    }
    Made columns = new Made(input, context);
    List<Integer> positions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean right = true;
    for (NamedText key : stream.keyBy()) {
      Optional<Integer> position = columns.position(key);
      right &= position.isPresent();
      if (position.isPresent()) {
        new KeyChecks(context).check(key.name(), columns.fields.get(position.get()).type());
        if (names.add(key.name().text())) {
          positions.add(position.get());
        } else {
          right = false;
          context.report(
              Diagnostic.at(
                      TypeCodes.COLUMN_TWICE,
                      key.name().span(),
                      "`" + key.name().text() + "` is in this list twice")
                  .label("the second one")
                  .help("remove one of the two"));
        }
      }
    }
    if (!right) {
      return Optional.empty();
    }
    RowType visible = RowType.of(columns.fields);
    unseen.forEach(columns::addUnseen);
    Flow flow =
        columns.fields.size() == input.rowType().size()
            ? input
            : context.calc(
                Role.GROUP, stream.name(), input, columns.kept, RowType.of(columns.fields));
    return Optional.of(new AutoValue_KeyedRows(flow, List.copyOf(positions), visible));
  }

  /** The columns so far, with what gives them. */
  private static final class Made {
    private final Flow input;
    private final AnalysisContext context;
    private final List<Field> fields;
    private final List<Expression> kept;

    Made(Flow input, AnalysisContext context) {
      this.input = input;
      this.context = context;
      this.fields = new ArrayList<>(input.rowType().fields());
      this.kept = context.identity(input.rowType());
    }

    Optional<Integer> position(NamedText key) {
      if (key.text().isEmpty()) {
        return context.columnOrNamed(key.name(), input.rowType(), input.hidden());
      }
      Optional<Expression> value = context.scalar(key.text().get(), input, Expected.ANY);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      boolean same =
          value.get().isColumn()
              && input.rowType().field(value.get().column()).name().equals(key.name().text());
      if (same) {
        return Optional.of(value.get().column());
      }
      if (!new RowSteps(context).isFree(key.name(), RowType.of(fields))) {
        return Optional.empty();
      }
      fields.add(Field.of(key.name().text(), value.get().type()));
      kept.add(value.get());
      return Optional.of(fields.size() - 1);
    }

    void addUnseen(Expression value) {
      String text = context.expressions().text(value, input.rowType());
      String name = RowType.of(fields).contains(text) ? "$" + fields.size() : text;
      fields.add(Field.of(name, value.type()));
      kept.add(value);
    }
  }
}
