// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.FewTexts;
import dev.drey.expression.value.Hidden;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row-by-row keys of a stream: {@code where} and those that make columns. */
final class RowSteps {
  private final AnalysisContext context;

  RowSteps(AnalysisContext context) {
    this.context = context;
  }

  /** The rows that the condition keeps. A wrong condition is reported; the columns stay known. */
  Flow where(StreamSpec stream, Flow input) {
    if (stream.where().isEmpty()) {
      return input;
    }
    LocatedText text = stream.where().get();
    Optional<Expression> condition =
        context.ofRow(stream.name().text(), text, input, Expected.BOOLEAN);
    condition.ifPresent(found -> checkKeepsSomething(found, text));
    return context.calc(
        Role.WHERE.id(stream.name().text()),
        input,
        condition,
        context.identity(input.rowType()),
        input.rowType());
  }

  /** Warns of a condition that is FALSE or NULL for every row. */
  void checkKeepsSomething(Expression condition, LocatedText text) {
    boolean explained =
        context.diagnostics().list().stream()
            .anyMatch(
                found ->
                    found.code() == TypeCodes.NULL_COMPARISON
                        && found.span().start() >= text.span().start()
                        && found.span().end() <= text.span().end());
    if (!explained
        && !text.unresolved()
        && context.expressions().simplify(condition).isNeverTrue()) {
      context.report(
          Diagnostic.at(TypeCodes.NEVER_TRUE, text.span(), "this condition is false for every row")
              .label("no row passes")
              .help("correct the condition, or remove the stream"));
    }
  }

  /** Whether a new column can have the name; where not, that is reported. */
  boolean isFree(LocatedText name, RowType type) {
    if (!type.contains(name.text())) {
      return true;
    }
    context.report(
        Diagnostic.at(
                TypeCodes.COLUMN_TWICE,
                name.span(),
                "there is already a column `" + name.text() + "`")
            .label("a second column of this name")
            .help("choose another name"));
    return false;
  }

  /** The columns with one more, or with this one in the place of that of its name. */
  static RowType with(RowType type, Field column) {
    List<Field> fields = new ArrayList<>(type.fields());
    put(fields, place(type, column.name()), column);
    return RowType.of(fields);
  }

  /** Where a column of this name stands, or would stand as the last. */
  static int place(RowType type, String name) {
    return type.contains(name) ? type.indexOf(name) : type.size();
  }

  /** Sets an element, or adds it behind the last. */
  static <T> void put(List<T> list, int place, T element) {
    if (place == list.size()) {
      list.add(element);
    } else {
      list.set(place, element);
    }
  }

  /** The columns that the result has: by {@code select}, or by add, drop and rename. */
  Flow columns(StreamSpec stream, Flow input) {
    // A grouped stream has computed its `select` with the groups.
    boolean selected = stream.operations().stream().anyMatch(OperationSpec::takesSelect);
    if (!stream.select().isEmpty() && !selected) {
      return select(stream, input);
    }
    boolean added = stream.operations().stream().anyMatch(OperationSpec::takesAdd);
    List<NamedText> add = added ? List.of() : stream.add();
    if (add.isEmpty() && stream.drop().isEmpty() && stream.rename().isEmpty()) {
      return input;
    }
    return edit(stream, add, input);
  }

  private Flow select(StreamSpec stream, Flow input) {
    List<Field> fields = new ArrayList<>();
    List<Expression> kept = new ArrayList<>();
    boolean star = stream.select().stream().anyMatch(item -> item.name().text().equals("*"));
    Hidden hidden = star ? input.hidden() : Hidden.none();
    for (NamedText item : starExpanded(stream.select(), input.rowType().names())) {
      Optional<Expression> value = value(stream, item, input);
      if (value.isPresent()) {
        kept.add(value.get());
        fields.add(Field.of(item.name().text(), value.get().type()));
        hidden = hidden.known(item.name().text(), texts(item, input.hidden()));
      } else {
        hidden = hidden.with(item.name().text());
      }
    }
    return context
        .calc(Role.SELECT, stream.name(), input, kept, RowType.of(fields))
        .withHidden(hidden);
  }

  /** {@code "*"} as the columns that the list does not name itself. */
  static List<NamedText> starExpanded(List<NamedText> items, List<String> columns) {
    List<String> rest = new ArrayList<>(columns);
    items.forEach(item -> rest.remove(item.name().text()));
    List<NamedText> expanded = new ArrayList<>();
    for (NamedText item : items) {
      if (item.name().text().equals("*")) {
        Span place = item.name().span();
        rest.forEach(name -> expanded.add(NamedText.of(LocatedText.at(name, place))));
      } else {
        expanded.add(item);
      }
    }
    return expanded;
  }

  /** What a result that is a column as it stands can have. */
  static Optional<FewTexts> texts(NamedText item, Hidden columns) {
    return columns.texts(item.textOrName().text().strip().replace("`", ""));
  }

  private Optional<Expression> value(StreamSpec stream, NamedText item, Flow input) {
    if (item.text().isEmpty()) {
      return context
          .column(item.name(), input.rowType(), input.hidden())
          .map(position -> context.expressions().column(input.rowType(), position));
    }
    return context.ofRow(stream.name().text(), item.text().get(), input, Expected.ANY);
  }

  /**
   * Added columns are computed from the input's, and take the places of those that have their
   * names; then columns go, then names change.
   */
  private Flow edit(StreamSpec stream, List<NamedText> add, Flow input) {
    List<Field> fields = new ArrayList<>(input.rowType().fields());
    List<Expression> kept = context.identity(input.rowType());
    Hidden hidden = input.hidden();
    for (NamedText item : add) {
      Optional<Expression> value = value(stream, item, input);
      String name = item.name().text();
      int place = place(RowType.of(fields), name);
      if (value.isPresent()) {
        put(kept, place, value.get());
        put(fields, place, Field.of(name, value.get().type()));
        hidden = hidden.known(name, texts(item, input.hidden()));
      } else {
        hidden = hidden.with(name);
        if (place < fields.size()) {
          kept.remove(place);
          fields.remove(place);
        }
      }
    }
    for (LocatedText dropped : stream.drop()) {
      Optional<Integer> position = context.column(dropped, RowType.of(fields), hidden);
      hidden = hidden.without(dropped.text());
      if (position.isPresent()) {
        fields.remove(position.get().intValue());
        kept.remove(position.get().intValue());
      }
    }
    hidden = rename(stream.rename(), fields, hidden);
    if (hidden.isNone() && fields.isEmpty()) {
      context.report(
          Diagnostic.at(TypeCodes.NO_COLUMNS, stream.drop().get(0).span(), "no column is left")
              .label("drops the last one")
              .help("keep at least one column"));
      return Flow.unknown();
    }
    Map<String, Field> unique = new LinkedHashMap<>();
    fields.forEach(field -> unique.putIfAbsent(field.name(), field));
    boolean twice = unique.size() < fields.size();
    return twice
        ? input.through(input.port(), RowType.of(List.copyOf(unique.values()))).withHidden(hidden)
        : context
            .calc(Role.SELECT, stream.name(), input, kept, RowType.of(fields))
            .withHidden(hidden);
  }

  /** Changes the names, and gives what is hidden then. */
  private Hidden rename(List<NamedText> renames, List<Field> fields, Hidden before) {
    RowType columns = RowType.of(fields);
    Hidden hidden = before;
    for (NamedText item : renames) {
      hidden = hidden.without(item.textOrName().text());
    }
    for (NamedText item : renames) {
      LocatedText old = item.textOrName();
      Map<String, String> turned =
          columns.contains(item.name().text()) && !old.text().equals(item.name().text())
              ? Map.of(
                  old.text(),
                  "the new name comes first: write `"
                      + old.text()
                      + ": "
                      + item.name().text()
                      + "`")
              : Map.of();
      Optional<Integer> position = context.column(old, columns, before.withNotes(turned));
      position.ifPresent(p -> fields.set(p, Field.of(item.name().text(), fields.get(p).type())));
      hidden =
          position.isPresent()
              ? hidden.known(item.name().text(), before.texts(old.text()))
              : hidden.with(item.name().text());
    }
    Map<String, Integer> count = new HashMap<>();
    fields.forEach(field -> count.merge(field.name(), 1, Integer::sum));
    for (NamedText item : renames) {
      if (count.getOrDefault(item.name().text(), 0) > 1) {
        isFree(item.name(), columns);
      }
    }
    return hidden;
  }
}
