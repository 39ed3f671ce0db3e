// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.row.RowChange;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row is the one that a test expects: equal in the columns that the test names, also
 * inside nested rows. Approximate numbers are equal within a billionth (FLOAT: a millionth).
 */
final class RowMatch {
  private final RowType type;

  RowMatch(RowType type) {
    this.type = type;
  }

  /** Whether a row puts where one that puts is expected, and deletes where one that deletes is. */
  boolean doesTheSame(YamlMapping expected, @Nullable Object[] actual) {
    return WrittenRow.isDelete(expected, type) == RowChange.isDelete(actual);
  }

  /** The named columns in which the row differs: empty where it matches. */
  List<YamlEntry> differing(YamlMapping expected, @Nullable Object[] actual) {
    List<YamlEntry> differing = new ArrayList<>();
    for (YamlEntry entry : WrittenRow.columns(expected, type).entries()) {
      int position = type.indexOf(entry.name());
      if (!matches(entry.value(), actual[position], type.field(position).type())) {
        differing.add(entry);
      }
    }
    return differing;
  }

  boolean matches(YamlMapping expected, @Nullable Object[] actual) {
    return doesTheSame(expected, actual) && differing(expected, actual).isEmpty();
  }

  private static boolean matches(YamlNode expected, @Nullable Object actual, DataType type) {
    if (actual instanceof Object[] && expected instanceof YamlMapping) {
      return new RowMatch(type.row()).matches((YamlMapping) expected, (Object[]) actual);
    }
    if (actual instanceof List && expected instanceof YamlSequence) {
      return elements(((YamlSequence) expected).elements(), (List<?>) actual, type.element());
    }
    if (actual instanceof Map && expected instanceof YamlMapping) {
      return entries((YamlMapping) expected, (Map<?, ?>) actual, type);
    }
    return equal(value(expected, type), actual);
  }

  private static @Nullable Object value(YamlNode expected, DataType type) {
    // What does not fit was reported when the test was checked.
    return new ColumnValue(new Diagnostics(), true).read(expected, type.withNullable(true));
  }

  private static boolean elements(List<YamlNode> expected, List<?> actual, DataType type) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i), type)) {
        return false;
      }
    }
    return true;
  }

  private static boolean entries(YamlMapping expected, Map<?, ?> actual, DataType type) {
    if (expected.entries().size() != actual.size()) {
      return false;
    }
    for (YamlEntry entry : expected.entries()) {
      Object key = value(entry.key(), type.key());
      if (!actual.containsKey(key) || !matches(entry.value(), actual.get(key), type.element())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Double && actual instanceof Double) {
      return near((Double) expected, (Double) actual, 1e-9);
    }
    if (expected instanceof Float && actual instanceof Float) {
      return near((Float) expected, (Float) actual, 1e-6);
    }
    if (expected instanceof byte[] && actual instanceof byte[]) {
      return Arrays.equals((byte[]) expected, (byte[]) actual);
    }
    return Objects.equals(expected, actual);
  }

  private static boolean near(double expected, double actual, double share) {
    return Double.compare(expected, actual) == 0
        || Math.abs(expected - actual) <= share * Math.max(Math.abs(expected), Math.abs(actual));
  }
}
