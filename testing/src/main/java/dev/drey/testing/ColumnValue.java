// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.WrittenValue;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value of a test file as the Java value that a column of a type carries. */
final class ColumnValue {
  private final Diagnostics diagnostics;
  private final boolean partial;

  /**
   * @param diagnostics receives what does not fit
   * @param partial whether rows may leave out columns that need a value, as expected rows do
   */
  ColumnValue(Diagnostics diagnostics, boolean partial) {
    this.diagnostics = diagnostics;
    this.partial = partial;
  }

  /** The value; null for SQL NULL, and where it does not fit. */
  @Nullable Object read(YamlNode node, DataType type) {
    if (node instanceof YamlScalar && ((YamlScalar) node).kind() == YamlScalar.Kind.NULL) {
      if (!type.nullable()) {
        wrong(node.span(), "the column is " + type + ", so it needs a value");
      }
      return null;
    }
    switch (type.kind()) {
      case ARRAY:
        return array(node, type);
      case MAP:
        return map(node, type);
      case ROW:
        return row(node, type.row());
      default:
        return node instanceof YamlScalar
            ? checked((YamlScalar) node, type)
            : misfit(node.span(), type);
    }
  }

  private @Nullable Object checked(YamlScalar node, DataType type) {
    Optional<Object> value = WrittenValue.of(type, node.text().text());
    return value.isPresent() ? value.get() : misfit(node.span(), type);
  }

  private @Nullable Object array(YamlNode node, DataType type) {
    if (!(node instanceof YamlSequence)) {
      return misfit(node.span(), type);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (YamlNode element : ((YamlSequence) node).elements()) {
      values.add(read(element, type.element()));
    }
    return values;
  }

  private @Nullable Object map(YamlNode node, DataType type) {
    if (!(node instanceof YamlMapping)) {
      return misfit(node.span(), type);
    }
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    for (YamlEntry entry : ((YamlMapping) node).entries()) {
      values.put(read(entry.key(), type.key()), read(entry.value(), type.element()));
    }
    return values;
  }

  private @Nullable Object row(YamlNode node, RowType type) {
    if (!(node instanceof YamlMapping)) {
      return misfit(node.span(), DataType.row(type));
    }
    return values((YamlMapping) node, type);
  }

  /** Reports what is wrong with a row. */
  void check(YamlMapping row, RowType type) {
    values(row, type);
  }

  /** A whole row: a column that is not named is NULL. */
  @Nullable Object[] values(YamlMapping row, RowType type) {
    @Nullable Object[] values = new @Nullable Object[type.size()];
    for (YamlEntry entry : row.entries()) {
      int position = position(entry, type);
      if (position >= 0) {
        values[position] = read(entry.value(), type.field(position).type());
      }
    }
    checkComplete(row, type);
    return values;
  }

  /** Reports each column that needs a value and is not named. */
  void checkComplete(YamlMapping row, RowType type) {
    if (partial) {
      return;
    }
    for (Field field : type.fields()) {
      if (!field.type().nullable() && row.entry(field.name()).isEmpty()) {
        wrong(row.span(), "the row has no `" + field.name() + "`, which is " + field.type());
      }
    }
  }

  /** The position of the column that an entry names; -1, with a diagnostic, where there is none. */
  int position(YamlEntry entry, RowType type) {
    int position = type.indexOf(entry.name());
    if (position < 0) {
      Diagnostic.Builder unknown =
          Diagnostic.at(
              TestCodes.UNKNOWN_COLUMN,
              entry.key().span(),
              "unknown column `" + entry.name() + "`");
      DidYouMean.help(entry.name(), type.names()).ifPresent(unknown::help);
      diagnostics.add(unknown.help("the columns are " + String.join(", ", type.names())));
    }
    return position;
  }

  private @Nullable Object misfit(Span place, DataType type) {
    diagnostics.add(
        Diagnostic.at(
                TestCodes.WRONG_VALUE, place, "this is not a value of " + type.withNullable(true))
            .help("write it like " + ValueText.example(type)));
    return null;
  }

  private void wrong(Span place, String message) {
    diagnostics.add(Diagnostic.at(TestCodes.WRONG_VALUE, place, message));
  }
}
