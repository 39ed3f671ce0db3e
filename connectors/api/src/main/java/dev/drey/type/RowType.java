// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ordered columns of a row. Names are unique and case-sensitive. */
public final class RowType implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** As many names as a message lists. */
  private static final int LISTED = 20;

  private final List<Field> fields;
  private final Map<String, Integer> positions;

  private RowType(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.positions = new HashMap<>();
    for (int i = 0; i < this.fields.size(); i++) {
      if (positions.put(this.fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException("column twice: " + this.fields.get(i).name());
      }
    }
  }

  public static RowType of(List<Field> fields) {
    return new RowType(fields);
  }

  public static RowType of(Field... fields) {
    return new RowType(Arrays.asList(fields));
  }

  public List<Field> fields() {
    return fields;
  }

  public int size() {
    return fields.size();
  }

  public Field field(int position) {
    return fields.get(position);
  }

  public List<String> names() {
    return fields.stream().map(Field::name).collect(Collectors.toUnmodifiableList());
  }

  /** The position of a column, or -1. */
  public int indexOf(String name) {
    return positions.getOrDefault(name, -1);
  }

  public boolean contains(String name) {
    return positions.containsKey(name);
  }

  /** The columns at these positions, in this order. */
  public RowType project(List<Integer> kept) {
    List<Field> projected = new ArrayList<>();
    for (int position : kept) {
      projected.add(fields.get(position));
    }
    return new RowType(projected);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowType && fields.equals(((RowType) other).fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** {@code name TYPE, `odd name` TYPE NOT NULL}. */
  @Override
  public String toString() {
    return fields.stream()
        .map(field -> quoted(field.name()) + " " + field.type())
        .collect(Collectors.joining(", "));
  }

  /** Names for a message, as an expression writes them; of many, the first. */
  public static String listed(List<String> names) {
    String first =
        names.stream().limit(LISTED).map(RowType::quoted).collect(Collectors.joining(", "));
    return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
  }

  /** A column name as an expression writes it: back-ticked unless it is a plain identifier. */
  public static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
  }
}
