// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.plan.JoinType;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a join. Before it, those of both sides in one row: whether it is a left one, the
 * keys, what left rows have alone, what right rows have alone. Behind it, those of the left side,
 * then those of the right side; keys of one name are one column, and what else both sides have has
 * the name of its side before its own. Where rows of one window belong together, its bounds are the
 * last.
 */
final class JoinColumns {
  private final Flow left;
  private final Flow right;
  private final boolean versions;
  private final List<JoinKey> keys;
  private final List<Integer> leftOwn = new ArrayList<>();
  private final List<Integer> rightOwn = new ArrayList<>();
  private final List<Shared> shared = new ArrayList<>();
  private final List<Integer> given = new ArrayList<>();
  private final RowType sides;
  private final RowType windowed;
  private final RowType result;

  /** A column that both sides have, and its names behind the join. */
  @AutoValue
  abstract static class Shared {
    abstract String name();

    abstract String ofLeft();

    abstract String ofRight();
  }

  /**
   * @param versions whether a column behind those of the right side says that there is none
   */
  JoinColumns(JoinSpec join, Flow left, Flow right, List<JoinKey> keys, boolean versions) {
    this.versions = versions;
    this.left = left;
    this.right = right;
    this.keys = keys;
    Map<Integer, Integer> unitedLeft = new HashMap<>();
    Set<Integer> unitedRight = new HashSet<>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).sameName()) {
        unitedLeft.put(keys.get(i).left(), i);
        unitedRight.add(keys.get(i).right());
      }
    }
    for (int i = 0; i < left.rowType().size(); i++) {
      if (!unitedLeft.containsKey(i)) {
        leftOwn.add(i);
      }
    }
    for (int i = 0; i < right.rowType().size(); i++) {
      if (!unitedRight.contains(i)) {
        rightOwn.add(i);
      }
    }
    this.sides = bothSides();
    this.windowed = join.window().isPresent() ? windowed(sides) : sides;
    this.result = result(join, unitedLeft);
  }

  private RowType bothSides() {
    List<Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (JoinKey key : keys) {
      String name = left.rowType().field(key.left()).name();
      fields.add(Field.of(free(name, taken), key.type()));
    }
    leftOwn.forEach(column -> fields.add(own("left", left, column, taken)));
    rightOwn.forEach(column -> fields.add(own("right", right, column, taken)));
    if (versions) {
      fields.add(Field.of(free("is deleted", taken), DataType.of(TypeKind.BOOLEAN)));
    }
    fields.add(0, Field.of(free("is left", taken), DataType.of(TypeKind.BOOLEAN).notNull()));
    return RowType.of(fields);
  }

  private static RowType windowed(RowType sides) {
    List<Field> fields = new ArrayList<>(sides.fields());
    Set<String> taken = new HashSet<>(sides.names());
    ResultNames.BOUNDS.forEach(
        bound -> fields.add(Field.of(free(bound.name(), taken), bound.type())));
    return RowType.of(fields);
  }

  private static Field own(String side, Flow flow, int column, Set<String> taken) {
    Field field = flow.rowType().field(column);
    return Field.of(free(side + "." + field.name(), taken), field.type().withNullable(true));
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    while (!taken.add(free)) {
      free = "$" + free;
    }
    return free;
  }

  private RowType result(JoinSpec join, Map<Integer, Integer> unitedLeft) {
    JoinType type = join.type();
    String leftSide = join.left().orElseThrow().text() + ".";
    String rightSide = join.right().orElseThrow().text() + ".";
    Set<String> rightNames = new HashSet<>();
    rightOwn.forEach(column -> rightNames.add(right.rowType().field(column).name()));
    Set<String> leftNames = new HashSet<>(left.rowType().names());
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < left.rowType().size(); i++) {
      Field field = left.rowType().field(i);
      String name = rightNames.contains(field.name()) ? leftSide + field.name() : field.name();
      Integer key = unitedLeft.get(i);
      if (key != null) {
        given.add(1 + key);
        fields.add(Field.of(name, united(keys.get(key), type)));
      } else {
        given.add(1 + keys.size() + leftOwn.indexOf(i));
        fields.add(Field.of(name, nullable(field.type(), type.keepsRight())));
      }
    }
    for (int i = 0; i < rightOwn.size(); i++) {
      Field field = right.rowType().field(rightOwn.get(i));
      boolean both = leftNames.contains(field.name());
      String name = both ? rightSide + field.name() : field.name();
      if (both) {
        shared.add(new AutoValue_JoinColumns_Shared(field.name(), leftSide + field.name(), name));
      }
      given.add(1 + keys.size() + leftOwn.size() + i);
      fields.add(Field.of(name, nullable(field.type(), type.keepsLeft())));
    }
    for (int i = sides.size(); i < windowed.size(); i++) {
      given.add(i);
      fields.add(ResultNames.BOUNDS.get(i - sides.size()));
    }
    return RowType.of(fields);
  }

  private static DataType nullable(DataType type, boolean more) {
    return more ? type.withNullable(true) : type;
  }

  /** In a pair a key is never NULL. */
  private DataType united(JoinKey key, JoinType type) {
    boolean may =
        (type.keepsLeft() && left.rowType().field(key.left()).type().nullable())
            || (type.keepsRight() && right.rowType().field(key.right()).type().nullable());
    return key.type().withNullable(may);
  }

  Flow side(boolean ofLeft) {
    return ofLeft ? left : right;
  }

  List<JoinKey> keys() {
    return keys;
  }

  /** The columns of a side that are no key of one name. */
  List<Integer> own(boolean ofLeft) {
    return ofLeft ? leftOwn : rightOwn;
  }

  /** Those of both sides in one row. */
  RowType sides() {
    return sides;
  }

  /** The same with the bounds of a window, where rows of one belong together. */
  RowType windowed() {
    return windowed;
  }

  /** Those behind the join. */
  RowType result() {
    return result;
  }

  /** Where each of these stands among those of both sides. */
  List<Integer> given() {
    return given;
  }

  /** Whether the last column says that there is no right row from then on. */
  boolean versions() {
    return versions;
  }

  /** What both sides have beside keys. */
  List<Shared> shared() {
    return shared;
  }
}
