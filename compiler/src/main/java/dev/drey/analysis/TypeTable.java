// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.TypeSpec;
import dev.drey.model.TypeTree;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import dev.drey.type.TypeSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The named types of a spec. Each is resolved once; one that fails is reported once. */
final class TypeTable {
  private static final List<String> BUILT_IN =
      List.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INT",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL",
          "STRING",
          "CHAR",
          "VARCHAR",
          "BYTES",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP_LTZ",
          "ARRAY",
          "MAP",
          "ROW");

  private final Map<String, TypeSpec> specs = new LinkedHashMap<>();
  private final Map<String, Optional<DataType>> resolved = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final ImportedTypes imports;
  private final Diagnostics diagnostics;

  TypeTable(List<TypeSpec> types, ImportedTypes imports, Diagnostics diagnostics) {
    this.imports = imports;
    this.diagnostics = diagnostics;
    types.forEach(type -> specs.putIfAbsent(type.name().text(), type));
  }

  /** Reports what is wrong with types that nobody uses, too. */
  void resolveAll() {
    specs.keySet().forEach(this::named);
  }

  /** The columns that a type says, and those whose own types are wrong; all where it is no row. */
  Columns columns(TypeTree tree) {
    if (tree.text().isEmpty() && !tree.fields().isEmpty() && !imports.isImport(tree)) {
      List<Field> fields = new ArrayList<>();
      Hidden hidden = tree.complete() ? Hidden.none() : Hidden.any();
      for (TypeSpec field : tree.fields()) {
        Optional<DataType> type = dataType(field.type());
        type.ifPresent(found -> fields.add(Field.of(field.name().text(), found)));
        hidden = type.isPresent() ? hidden : hidden.with(field.name().text());
      }
      RowType known = RowType.of(fields);
      boolean small = sized(Optional.of(DataType.row(known)), tree.span()).isPresent();
      return small ? Columns.of(known, hidden) : Columns.of(RowType.of(), Hidden.any());
    }
    Optional<TypeSpec> named =
        tree.text().map(LocatedText::text).flatMap(name -> Optional.ofNullable(specs.get(name)));
    if (named.isPresent() && !named(named.get().name().text()).isPresent()) {
      return open.contains(named.get().name().text())
          ? Columns.of(RowType.of(), Hidden.any())
          : partOf(named.get());
    }
    return rowType(tree)
        .map(row -> Columns.of(row, Hidden.none()))
        .orElseGet(() -> Columns.of(RowType.of(), Hidden.any()));
  }

  /** A named type that is wrong, and has been reported: those of its columns that are right. */
  private Columns partOf(TypeSpec spec) {
    List<Field> fields = new ArrayList<>();
    if (imports.isImport(spec.type())) {
      return Columns.of(RowType.of(), Hidden.any());
    }
    Hidden hidden = spec.type().fields().isEmpty() ? Hidden.any() : Hidden.none();
    Diagnostics nowhere = new Diagnostics();
    TypeTable silent =
        new TypeTable(List.copyOf(specs.values()), imports.reportingTo(nowhere), nowhere);
    silent.open.push(spec.name().text());
    for (TypeSpec field : spec.type().fields()) {
      Optional<DataType> type = silent.dataType(field.type());
      type.ifPresent(found -> fields.add(Field.of(field.name().text(), found)));
      hidden = type.isPresent() ? hidden : hidden.with(field.name().text());
    }
    return Columns.of(RowType.of(fields), hidden);
  }

  private Optional<RowType> rowType(TypeTree tree) {
    Optional<DataType> type = dataType(tree);
    if (type.isPresent() && type.get().kind() != TypeKind.ROW) {
      diagnostics.add(
          Diagnostic.at(
                  TypeCodes.NOT_A_ROW,
                  tree.span(),
                  "records need columns, and " + type.get() + " is a single value")
              .label("not a row")
              .help(
                  "write the name of a type under `types`, or a map of columns such as"
                      + " {id: BIGINT}"));
      return Optional.empty();
    }
    return type.map(DataType::row);
  }

  Optional<DataType> dataType(TypeTree tree) {
    return sized(unsized(tree), tree.span());
  }

  private Optional<DataType> sized(Optional<DataType> type, Span place) {
    if (type.filter(TypeSize::isTooLarge).isEmpty()) {
      return type;
    }
    tooLarge(place);
    return Optional.empty();
  }

  private void tooLarge(Span place) {
    diagnostics.add(
        Diagnostic.at(
                TypeCodes.TYPE_TOO_LARGE,
                place,
                String.format(
                    "this type has more than %,d parts, or more than %d within each other",
                    TypeSize.MOST_PARTS, TypeSize.DEEPEST))
            .label("with all types that it uses")
            .help("keep what is inside as STRING and read it with JSON_VALUE"));
  }

  private Optional<DataType> unsized(TypeTree tree) {
    if (tree.text().isPresent()) {
      return parse(tree.text().get());
    }
    if (imports.isImport(tree)) {
      return imports.type(tree);
    }
    List<Field> fields = new ArrayList<>();
    boolean complete = true;
    for (TypeSpec field : tree.fields()) {
      Optional<DataType> type = dataType(field.type());
      complete &= type.isPresent();
      type.ifPresent(found -> fields.add(Field.of(field.name().text(), found)));
    }
    if (tree.fields().isEmpty()) {
      diagnostics.add(
          Diagnostic.at(TypeCodes.NO_COLUMNS, tree.span(), "this row has no columns")
              .label("nothing in it")
              .help("declare at least one column, such as {id: BIGINT}"));
      return Optional.empty();
    }
    return complete && tree.complete()
        ? Optional.of(DataType.row(RowType.of(fields)))
        : Optional.empty();
  }

  private Optional<DataType> parse(LocatedText text) {
    if (text.isUnreadable()) {
      return Optional.empty();
    }
    Reference reference = new Reference(text.span());
    try {
      return Optional.of(DataTypeParser.parse(text.text(), name -> reference.resolve(name)));
    } catch (TypeSyntaxException e) {
      Span place = text.span(e.from(), e.to());
      if (reference.unknown != null) {
        diagnostics.add(unknown(reference.unknown, place, e.help()));
      } else if (reference.recursive != null) {
        diagnostics.add(recursive(reference.recursive, place));
      } else if (!reference.failed) {
        Diagnostic.Builder wrong =
            Diagnostic.at(TypeCodes.NOT_A_TYPE, place, e.problem()).label("not a type");
        if (!e.help().isEmpty()) {
          wrong.help(e.help());
        }
        diagnostics.add(wrong);
      }
      return Optional.empty();
    }
  }

  private Diagnostic unknown(String name, Span place, String help) {
    return Diagnostic.at(TypeCodes.UNKNOWN_TYPE, place, "there is no type `" + name + "`")
        .label("neither a type of SQL nor one under `types`")
        .help(near(name, help))
        .build();
  }

  /** Another word for a type, a misspelt name of one, or what the parser says. */
  private String near(String name, String help) {
    Optional<String> own = DidYouMean.help(name, specs.keySet());
    return own.isPresent() || help.startsWith("write ")
        ? own.orElse(help)
        : DidYouMean.help(name.toUpperCase(Locale.ROOT), BUILT_IN).orElse(help);
  }

  private Diagnostic recursive(String name, Span place) {
    List<String> path = new ArrayList<>();
    open.descendingIterator().forEachRemaining(path::add);
    path = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
    path.add(name);
    return Diagnostic.at(
            TypeCodes.RECURSIVE_TYPE,
            place,
            "type `" + name + "` contains itself: `" + String.join("` has `", path) + "`")
        .label("closes the circle")
        .help(
            "a column has a fixed shape; keep what nests without end as STRING and read it with"
                + " JSON_VALUE")
        .build();
  }

  private Optional<DataType> named(String name) {
    Optional<DataType> known = resolved.get(name);
    if (known != null) {
      return known;
    }
    TypeSpec spec = specs.get(name);
    if (spec == null) {
      return Optional.empty();
    }
    open.push(name);
    Optional<DataType> type = dataType(spec.type());
    open.pop();
    resolved.put(name, type);
    return type;
  }

  /** Why a name that the parser asked for has no type. */
  private final class Reference {
    private @Nullable String unknown;
    private @Nullable String recursive;
    private boolean failed;
    private final Span place;

    private Reference(Span place) {
      this.place = place;
    }

    private Optional<DataType> resolve(String name) {
      if (!specs.containsKey(name)) {
        unknown = name;
        return Optional.empty();
      }
      if (open.size() > TypeSize.DEEPEST) {
        tooLarge(place);
        failed = true;
        return Optional.empty();
      }
      if (open.contains(name)) {
        recursive = name;
        return Optional.empty();
      }
      Optional<DataType> type = named(name);
      failed |= type.isEmpty();
      return type;
    }
  }
}
