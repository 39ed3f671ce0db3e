// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a column without a generator of its own gets: values that suit its type, of some variety.
 */
final class DefaultGenerators {
  private static final int NUMBERS = 1000;
  private static final int TEXTS = 100;
  private static final int BYTES = 8;
  private static final int ELEMENTS = 3;
  private static final int FIRST_DAY = 20_454;
  private static final int DAYS = 365;
  private static final int MILLIS_OF_DAY = 86_400_000;

  private final Generators generators;

  DefaultGenerators(Generators generators) {
    this.generators = generators;
  }

  ValueGenerator of(String path, String name, DataType type) throws GeneratorMismatch {
    Numbers numbers = Numbers.of(type);
    switch (type.kind()) {
      case BOOLEAN:
        return (row, random) -> (random.nextLong() & 1) == 0;
      case FLOAT:
        return (row, random) -> (float) random.share();
      case DOUBLE:
        return (row, random) -> random.share();
      case CHAR:
      case VARCHAR:
        return text(path, name, type);
      case BINARY:
      case VARBINARY:
        int bytes = fixed(type) ? type.precision() : Math.min(BYTES, type.precision());
        return Generators.length(path, name, type, bytes);
      case DATE:
        return (row, random) -> (int) (FIRST_DAY + random.below(DAYS));
      case TIME:
        return (row, random) -> (int) random.below(MILLIS_OF_DAY);
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return Clock.of(OptionValues.empty());
      case ARRAY:
        return list(of(path, name, type.element()));
      case MAP:
        return map(of(path, name, type.key()), of(path, name, type.element()));
      case ROW:
        return generators.row(path, type.row(), Map.of());
      default:
        long count = Math.min(NUMBERS, numbers.greatest() + 1);
        long bound = count > 0 ? count : NUMBERS;
        return (row, random) -> numbers.value(random.below(bound));
    }
  }

  private static boolean fixed(DataType type) {
    return type.kind() == TypeKind.CHAR || type.kind() == TypeKind.BINARY;
  }

  private static ValueGenerator text(String path, String name, DataType type)
      throws GeneratorMismatch {
    boolean tooShort = type.precision() < name.length() + 3;
    if (fixed(type) || tooShort) {
      return Generators.length(path, name, type, type.precision());
    }
    return Generators.pickOfCount(path, name, type, TEXTS);
  }

  private static ValueGenerator list(ValueGenerator element) {
    return (row, random) -> {
      int count = (int) random.below(ELEMENTS + 1L);
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        list.add(element.value(row, random));
      }
      return list;
    };
  }

  private static ValueGenerator map(ValueGenerator key, ValueGenerator value) {
    return (row, random) -> {
      int count = (int) random.below(ELEMENTS + 1L);
      Map<Object, Object> map = new HashMap<>();
      for (int i = 0; i < count; i++) {
        map.put(key.value(row, random), value.value(row, random));
      }
      return map;
    };
  }
}
