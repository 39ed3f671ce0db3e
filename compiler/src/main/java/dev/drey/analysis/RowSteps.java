package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.Expression;
import dev.drey.expression.Expressions.Expected;
import dev.drey.model.ExplodeSpec;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.ExplodeNode;
import dev.drey.plan.Port;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row-by-row keys of a stream: {@code where}, {@code explode} and those that make columns. */
final class RowSteps {
  private final Draft draft;

  RowSteps(Draft draft) {
    this.draft = draft;
  }

  /** The rows that the condition keeps. A wrong condition is reported; the columns stay known. */
  Flow where(StreamSpec stream, Flow input) {
    if (stream.where().isEmpty()) {
      return input;
    }
    LocatedText text = stream.where().get();
    Optional<Expression> condition =
        draft.expressions().scalar(text, input.rowType(), Expected.BOOLEAN, draft.diagnostics());
    condition.ifPresent(found -> checkKeepsSomething(found, text));
    return draft.calc(
        Role.WHERE.id(stream.name().text()),
        input,
        condition,
        draft.identity(input.rowType()),
        input.rowType());
  }

  /** Warns of a condition that is FALSE or NULL for every row. */
  void checkKeepsSomething(Expression condition, LocatedText text) {
    if (draft.expressions().simplify(condition).isNeverTrue() && !text.unresolved()) {
      draft.report(
          Diagnostic.at(TypeCodes.NEVER_TRUE, text.span(), "this condition is false for every row")
              .label("no row passes")
              .help("correct the condition, or remove the stream"));
    }
  }

  Optional<Flow> explode(StreamSpec stream, Flow input) {
    if (stream.explode().isEmpty()) {
      return Optional.of(input);
    }
    ExplodeSpec explode = stream.explode().get();
    LocatedText column = explode.column();
    boolean free = isFree(column, input.rowType(), "explode");
    Optional<Expression> list =
        draft
            .expressions()
            .scalar(explode.list(), input.rowType(), Expected.ARRAY, draft.diagnostics());
    if (!free || list.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> kept = draft.identity(input.rowType());
    kept.add(list.get());
    RowType withList = with(input.rowType(), Field.of(column.text(), list.get().type()));
    Flow listed = draft.calc(Role.LIST, stream.name(), input, kept, withList);

    DataType element = list.get().type().element();
    RowType exploded =
        with(
            input.rowType(),
            Field.of(column.text(), explode.outer() ? element.withNullable(true) : element));
    String id = Role.EXPLODE.id(stream.name().text());
    draft.add(
        ExplodeNode.of(
            id,
            stream.name().text(),
            listed.port(),
            input.rowType().size(),
            explode.outer(),
            exploded));
    return Optional.of(listed.through(Port.out(id), exploded));
  }

  private boolean isFree(LocatedText name, RowType type, String key) {
    if (!type.contains(name.text())) {
      return true;
    }
    draft.report(
        Diagnostic.at(
                TypeCodes.COLUMN_TWICE,
                name.span(),
                "there is already a column `" + name.text() + "`")
            .label("a second column of this name")
            .help(
                key.equals("add")
                    ? "choose another name, or replace the column: `select: {\"*\":, "
                        + RowType.quoted(name.text())
                        + ": ...}`"
                    : "choose another name"));
    return false;
  }

  private static RowType with(RowType type, Field last) {
    List<Field> fields = new ArrayList<>(type.fields());
    fields.add(last);
    return RowType.of(fields);
  }

  /** The columns that the result has: by {@code select}, or by add, drop and rename. */
  Optional<Flow> columns(StreamSpec stream, Flow input) {
    // A grouped stream has computed its `select` with the groups.
    if (!stream.select().isEmpty() && stream.window().isEmpty()) {
      return select(stream, input);
    }
    if (stream.add().isEmpty() && stream.drop().isEmpty() && stream.rename().isEmpty()) {
      return Optional.of(input);
    }
    return edit(stream, input);
  }

  private Optional<Flow> select(StreamSpec stream, Flow input) {
    RowType type = input.rowType();
    List<Field> fields = new ArrayList<>();
    List<Expression> kept = new ArrayList<>();
    boolean complete = true;
    for (NamedText item : starExpanded(stream.select(), type.names())) {
      Optional<Expression> value = value(item, type);
      complete &= value.isPresent();
      value.ifPresent(
          found -> {
            kept.add(found);
            fields.add(Field.of(item.name().text(), found.type()));
          });
    }
    return complete
        ? Optional.of(draft.calc(Role.SELECT, stream.name(), input, kept, RowType.of(fields)))
        : Optional.empty();
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

  private Optional<Expression> value(NamedText item, RowType type) {
    if (item.text().isEmpty()) {
      return draft
          .column(item.name(), type)
          .map(position -> draft.expressions().column(type, position));
    }
    return draft.expressions().scalar(item.text().get(), type, Expected.ANY, draft.diagnostics());
  }

  /** Added columns are computed from the input's; then columns go, then names change. */
  private Optional<Flow> edit(StreamSpec stream, Flow input) {
    RowType type = input.rowType();
    List<Field> fields = new ArrayList<>(type.fields());
    List<Expression> kept = draft.identity(type);
    boolean complete = true;
    for (NamedText item : stream.add()) {
      Optional<Expression> value = value(item, type);
      boolean free = isFree(item.name(), type, "add");
      complete &= free && value.isPresent();
      if (free && value.isPresent()) {
        kept.add(value.get());
        fields.add(Field.of(item.name().text(), value.get().type()));
      }
    }
    for (LocatedText dropped : stream.drop()) {
      Optional<Integer> position = draft.column(dropped, RowType.of(fields));
      complete &= position.isPresent();
      if (position.isPresent()) {
        fields.remove(position.get().intValue());
        kept.remove(position.get().intValue());
      }
    }
    complete &= rename(stream.rename(), fields);
    if (complete && fields.isEmpty()) {
      draft.report(
          Diagnostic.at(TypeCodes.NO_COLUMNS, stream.drop().get(0).span(), "no column is left")
              .label("drops the last one")
              .help("keep at least one column"));
      return Optional.empty();
    }
    return complete
        ? Optional.of(draft.calc(Role.SELECT, stream.name(), input, kept, RowType.of(fields)))
        : Optional.empty();
  }

  private boolean rename(List<NamedText> renames, List<Field> fields) {
    RowType before = RowType.of(fields);
    boolean complete = true;
    for (NamedText item : renames) {
      Optional<Integer> position = draft.column(item.textOrName(), before);
      complete &= position.isPresent();
      position.ifPresent(p -> fields.set(p, Field.of(item.name().text(), fields.get(p).type())));
    }
    Map<String, Integer> count = new HashMap<>();
    fields.forEach(field -> count.merge(field.name(), 1, Integer::sum));
    for (NamedText item : renames) {
      if (count.getOrDefault(item.name().text(), 0) > 1) {
        complete = false;
        isFree(item.name(), before, "rename");
      }
    }
    return complete;
  }
}
