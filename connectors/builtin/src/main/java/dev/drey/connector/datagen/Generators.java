// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static dev.drey.connector.datagen.FakeOptions.FAKE;
import static dev.drey.connector.datagen.GeneratorOptions.BETWEEN;
import static dev.drey.connector.datagen.GeneratorOptions.CHANCE;
import static dev.drey.connector.datagen.GeneratorOptions.CLOCK;
import static dev.drey.connector.datagen.GeneratorOptions.ENTRIES;
import static dev.drey.connector.datagen.GeneratorOptions.FIELDS;
import static dev.drey.connector.datagen.GeneratorOptions.LENGTH;
import static dev.drey.connector.datagen.GeneratorOptions.LIST;
import static dev.drey.connector.datagen.GeneratorOptions.NOW;
import static dev.drey.connector.datagen.GeneratorOptions.NULLS;
import static dev.drey.connector.datagen.GeneratorOptions.OF;
import static dev.drey.connector.datagen.GeneratorOptions.PICK;
import static dev.drey.connector.datagen.GeneratorOptions.SEQUENCE;
import static dev.drey.connector.datagen.GeneratorOptions.SIZE;
import static dev.drey.connector.datagen.GeneratorOptions.START;
import static dev.drey.connector.datagen.GeneratorOptions.STEP;
import static dev.drey.connector.datagen.GeneratorOptions.UUID;

import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a column's options and type to its generator. */
final class Generators {
  private static final long MOST_ELEMENTS = 10_000;

  private final String locale;

  /**
   * @param locale of texts that look real
   */
  Generators(String locale) {
    this.locale = locale;
  }

  /** A whole number for the row. */
  private interface NumberGenerator extends Serializable {
    long number(long row, RowRandom random);
  }

  /**
   * @param path where the options stand, such as {@code columns.amount}
   * @param name the column's name
   */
  ValueGenerator of(String path, String name, DataType type, OptionValues options)
      throws GeneratorMismatch {
    ValueGenerator generator = withoutNulls(path, name, type, options);
    double nulls = options.get(NULLS);
    if (nulls == 0) {
      return generator;
    }
    if (!type.nullable()) {
      throw new GeneratorMismatch(
          below(path, NULLS),
          "`" + name + "` is declared NOT NULL and cannot be NULL in a share of the rows",
          "drop nulls, or NOT NULL from the column's type");
    }
    return (row, random) -> random.share() < nulls ? null : generator.value(row, random);
  }

  private ValueGenerator withoutNulls(String path, String name, DataType type, OptionValues options)
      throws GeneratorMismatch {
    if (options.has(PICK)) {
      Object pick = options.get(PICK);
      return pick instanceof Long
          ? pickOfCount(path, name, type, (Long) pick)
          : Literals.pick(below(path, PICK), name, type, (List<?>) pick);
    }
    if (options.has(BETWEEN)) {
      return Literals.between(below(path, BETWEEN), name, type, options.get(BETWEEN));
    }
    if (options.has(SEQUENCE)) {
      return sequence(path, name, type, options.get(SEQUENCE));
    }
    if (options.has(LENGTH)) {
      return length(path, name, type, options.get(LENGTH));
    }
    if (options.find(UUID).orElse(false)) {
      require(type.kind().isCharacter() && type.precision() >= 36, path, UUID, name, type);
      return (row, random) -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    }
    if (options.has(FAKE)) {
      boolean any = type.kind() == TypeKind.VARCHAR && type.precision() == Integer.MAX_VALUE;
      require(any, path, FAKE, name, type);
      return FakeText.of(below(path, FAKE), options.get(FAKE), locale);
    }
    if (options.has(CHANCE)) {
      require(type.kind() == TypeKind.BOOLEAN, path, CHANCE, name, type);
      double chance = options.get(CHANCE);
      return (row, random) -> random.share() < chance;
    }
    if (options.has(CLOCK)) {
      require(type.kind().isTimestamp(), path, CLOCK, name, type);
      return Clock.of(options.get(CLOCK));
    }
    if (options.find(NOW).orElse(false)) {
      require(type.kind().isTimestamp(), path, NOW, name, type);
      return (row, random) -> System.currentTimeMillis();
    }
    if (options.has(LIST)) {
      require(type.kind() == TypeKind.ARRAY, path, LIST, name, type);
      return list(below(path, LIST), name, type.element(), options.get(LIST));
    }
    if (options.has(ENTRIES)) {
      require(
          type.kind() == TypeKind.MAP && type.key().kind().isCharacter(),
          path,
          ENTRIES,
          name,
          type);
      return entries(below(path, ENTRIES), type, options.get(ENTRIES));
    }
    if (options.has(FIELDS)) {
      require(type.kind() == TypeKind.ROW, path, FIELDS, name, type);
      return row(below(path, FIELDS), type.row(), options.get(FIELDS));
    }
    return new DefaultGenerators(this).of(path, name, type);
  }

  private static String below(String path, Option<?> option) {
    return path + "." + option.name();
  }

  /** The generator of a row's fields; the options are generators by field name. */
  ValueGenerator row(String path, RowType type, Map<String, Object> columns)
      throws GeneratorMismatch {
    for (String column : columns.keySet()) {
      if (!type.contains(column)) {
        throw unknown(path, column, type);
      }
    }
    ValueGenerator[] generators = new ValueGenerator[type.size()];
    for (int i = 0; i < generators.length; i++) {
      Field field = type.field(i);
      Object options = columns.getOrDefault(field.name(), OptionValues.empty());
      generators[i] =
          of(path + "." + field.name(), field.name(), field.type(), (OptionValues) options);
    }
    return (row, random) -> {
      Object[] values = new Object[generators.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = generators[i].value(row, random);
      }
      return values;
    };
  }

  private ValueGenerator list(String path, String name, DataType element, OptionValues options)
      throws GeneratorMismatch {
    long size = options.get(SIZE);
    if (size < 0 || size > MOST_ELEMENTS) {
      throw new GeneratorMismatch(
          path + "." + SIZE.name(),
          "`" + name + "` cannot have " + size + " elements",
          "write a size from 0 to " + MOST_ELEMENTS);
    }
    ValueGenerator elements = of(path + "." + OF.name(), name, element, options.get(OF));
    return (row, random) -> {
      List<@Nullable Object> values = new ArrayList<>();
      for (long i = 0; i < size; i++) {
        values.add(elements.value(row, random));
      }
      return values;
    };
  }

  private ValueGenerator entries(String path, DataType type, Map<String, Object> generators)
      throws GeneratorMismatch {
    LinkedHashMap<String, ValueGenerator> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : generators.entrySet()) {
      String at = path + "." + entry.getKey();
      if (entry.getKey().length() > type.key().precision()) {
        throw new GeneratorMismatch(
            at, "`" + entry.getKey() + "` is longer than " + type.key(), "write a shorter key");
      }
      values.put(
          entry.getKey(), of(at, entry.getKey(), type.element(), (OptionValues) entry.getValue()));
    }
    return (row, random) -> {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      values.forEach((key, generator) -> map.put(key, generator.value(row, random)));
      return map;
    };
  }

  static GeneratorMismatch unknown(String path, String column, RowType type) {
    return new GeneratorMismatch(
        path + "." + column,
        "`" + column + "` is not among the columns that this source declares",
        "the columns are " + String.join(", ", type.names()),
        column,
        type.names());
  }

  static ValueGenerator pickOfCount(String path, String name, DataType type, long count)
      throws GeneratorMismatch {
    if (count < 1) {
      throw new GeneratorMismatch(
          below(path, PICK), "one of " + count + " values cannot be picked", "write 1 or more");
    }
    require(type.kind().isNumeric() || type.kind().isCharacter(), path, PICK, name, type);
    return numbered(below(path, PICK), name, type, (row, random) -> random.below(count), count - 1);
  }

  private static ValueGenerator sequence(
      String path, String name, DataType type, OptionValues options) throws GeneratorMismatch {
    require(type.kind().isNumeric() || type.kind().isCharacter(), path, SEQUENCE, name, type);
    long start = options.get(START);
    long step = options.get(STEP);
    return numbered(
        below(path, SEQUENCE), name, type, (row, random) -> start + row * step, Math.abs(start));
  }

  /** Numbers as the type has them; in a text behind the column's name. */
  private static ValueGenerator numbered(
      String path, String name, DataType type, NumberGenerator numbers, long greatest)
      throws GeneratorMismatch {
    if (type.kind().isCharacter()) {
      String text = name + "-" + greatest;
      if (type.precision() < text.length()) {
        throw new GeneratorMismatch(
            path,
            "`" + name + "` is " + type + ", too short for values such as " + text,
            "write a list of values instead");
      }
      return (row, random) -> name + "-" + numbers.number(row, random);
    }
    Numbers values = Numbers.of(type);
    if (greatest > values.greatest()) {
      throw new GeneratorMismatch(
          path,
          "`" + name + "` is " + type + ", too small for " + greatest,
          "take smaller numbers");
    }
    return (row, random) -> values.value(numbers.number(row, random));
  }

  /** Random letters or bytes, so many in every row. */
  static ValueGenerator length(String path, String name, DataType type, long length)
      throws GeneratorMismatch {
    require(type.kind().isCharacter() || type.kind().isBinary(), path, LENGTH, name, type);
    if (length < 0 || length > Math.min(type.precision(), 1_000_000)) {
      throw new GeneratorMismatch(
          below(path, LENGTH),
          "`" + name + "` is " + type + " and cannot hold a random text of " + length,
          "write a length from 0 to " + Math.min(type.precision(), 1_000_000));
    }
    int count = (int) length;
    if (type.kind().isBinary()) {
      return (row, random) -> {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
          bytes[i] = (byte) random.nextLong();
        }
        return bytes;
      };
    }
    return (row, random) -> {
      char[] letters = new char[count];
      for (int i = 0; i < count; i++) {
        letters[i] = (char) ('a' + random.below(26));
      }
      return new String(letters);
    };
  }

  private static void require(
      boolean fits, String path, Option<?> option, String name, DataType type)
      throws GeneratorMismatch {
    if (!fits) {
      throw new GeneratorMismatch(
          below(path, option),
          "`" + name + "` is " + type + ", which `" + option + "` cannot make",
          suggestion(type));
    }
  }

  static String suggestion(DataType type) {
    String article = "for " + type.kind().sqlName().toLowerCase(Locale.ROOT) + " columns there is ";
    switch (type.kind()) {
      case BOOLEAN:
        return article + "chance: 10%";
      case CHAR:
      case VARCHAR:
        return article
            + "pick: 100, pick: [a, b], sequence, length: 12 or uuid: true, and for"
            + " STRING fake: name.fullName";
      case BINARY:
      case VARBINARY:
        return article + "length: 12";
      case DATE:
      case TIME:
        return article + "between: [FIRST, LAST] or a list of values in pick";
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return article + "clock: {step: 1s}, now: true or between: [FIRST, LAST]";
      case ROW:
        return article + "fields: {...}, with a generator for each field";
      case ARRAY:
        return article + "list: {of: {...}}, with a generator for the elements";
      case MAP:
        return article + "entries: {...}, with a generator for each key, which is a text";
      default:
        return article + "pick: 100, between: [1, 500] or sequence: {start: 1}";
    }
  }
}
