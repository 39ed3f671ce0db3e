// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why rows in a savepoint cannot be gone on with as rows of other columns: what Flink will say. */
public final class RowTypeChange {
  private RowTypeChange() {}

  /** Empty where all rows of the older type can be rows of the newer one. */
  public static Optional<String> refusal(RowType from, RowType to) {
    if (RowConversion.of(from, to) != null) {
      return Optional.empty();
    }
    for (Field field : to.fields()) {
      int before = from.indexOf(field.name());
      if (before < 0 && !field.type().nullable()) {
        return Optional.of(
            "rows that are kept have no "
                + RowType.quoted(field.name())
                + ", which is "
                + field.type());
      }
      if (before >= 0 && Widening.of(from.field(before).type(), field.type()) == null) {
        return Optional.of(was(field, from.field(before).type()));
      }
    }
    throw new IllegalStateException("no reason why " + from + " cannot be " + to);
  }

  /** Empty where each key of the older columns is the same key of the newer ones. */
  public static Optional<String> keyRefusal(RowType from, RowType to) {
    if (!from.names().equals(to.names())) {
      return Optional.of("the key was " + names(from) + " and is " + names(to));
    }
    for (int i = 0; i < to.size(); i++) {
      Widening widening = Widening.of(from.field(i).type(), to.field(i).type());
      if (widening == null || !widening.keepsBytes()) {
        return Optional.of("the key " + was(to.field(i), from.field(i).type()));
      }
    }
    return Optional.empty();
  }

  private static String was(Field field, DataType before) {
    return RowType.quoted(field.name()) + " was " + before + " and is " + field.type();
  }

  private static String names(RowType key) {
    return key.size() == 0
        ? "none"
        : key.names().stream().map(RowType::quoted).collect(Collectors.joining(", ", "(", ")"));
  }
}
