// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import dev.drey.type.WrittenValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that a spec writes down: to pick from, or to stay between. */
final class Literals {
  private Literals() {}

  static ValueGenerator pick(String path, String name, DataType type, List<?> texts)
      throws GeneratorMismatch {
    if (texts.isEmpty()) {
      throw new GeneratorMismatch(
          path, "there is nothing to pick from for `" + name + "`", "write at least one value");
    }
    Object[] values = new Object[texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(path + "." + i, name, type, texts.get(i));
    }
    return (row, random) -> values[(int) random.below(values.length)];
  }

  static ValueGenerator between(String path, String name, DataType type, List<?> ends)
      throws GeneratorMismatch {
    boolean ordered =
        type.kind().isNumeric()
            || type.kind().isTimestamp()
            || type.kind() == TypeKind.DATE
            || type.kind() == TypeKind.TIME;
    if (!ordered) {
      throw new GeneratorMismatch(
          path,
          "`" + name + "` is " + type + ", which `between` cannot make",
          Generators.suggestion(type));
    }
    if (ends.size() != 2) {
      throw new GeneratorMismatch(
          path,
          "`between` has " + ends.size() + " values",
          "write the least and the greatest value, such as [1, 500]");
    }
    Object first = value(path + ".0", name, type, ends.get(0));
    Object second = value(path + ".1", name, type, ends.get(1));
    ValueGenerator generator = between(type, first, second);
    if (generator == null) {
      throw new GeneratorMismatch(
          path,
          "nothing lies between " + ends.get(0) + " and " + ends.get(1),
          "write the least value first");
    }
    return generator;
  }

  private static @Nullable ValueGenerator between(DataType type, Object first, Object second) {
    switch (type.kind()) {
      case FLOAT:
      case DOUBLE:
        return reals(
            type.kind() == TypeKind.FLOAT,
            ((Number) first).doubleValue(),
            ((Number) second).doubleValue());
      case DECIMAL:
        return decimals((BigDecimal) first, (BigDecimal) second);
      default:
        long least = ((Number) first).longValue();
        long greatest = ((Number) second).longValue();
        Numbers numbers = Numbers.of(type);
        return least > greatest
            ? null
            : (row, random) -> numbers.value(random.between(least, greatest));
    }
  }

  private static @Nullable ValueGenerator reals(boolean narrow, double least, double greatest) {
    if (least > greatest) {
      return null;
    }
    if (narrow) {
      return (row, random) -> (float) (least + random.share() * (greatest - least));
    }
    return (row, random) -> least + random.share() * (greatest - least);
  }

  private static @Nullable ValueGenerator decimals(BigDecimal first, BigDecimal second) {
    int scale = first.scale();
    BigInteger least = first.unscaledValue();
    BigInteger count = second.unscaledValue().subtract(least).add(BigInteger.ONE);
    if (count.signum() <= 0) {
      return null;
    }
    if (count.bitLength() > 62) {
      return (row, random) -> {
        byte[] bits = new byte[24];
        for (int i = 0; i < bits.length; i++) {
          bits[i] = (byte) random.nextLong();
        }
        return new BigDecimal(least.add(new BigInteger(1, bits).mod(count)), scale);
      };
    }
    long fewer = count.longValueExact();
    if (least.bitLength() > 62) {
      return (row, random) ->
          new BigDecimal(least.add(BigInteger.valueOf(random.below(fewer))), scale);
    }
    long from = least.longValueExact();
    return (row, random) -> BigDecimal.valueOf(from + random.below(fewer), scale);
  }

  /** What is written, as the type's Java value. */
  private static Object value(String path, String name, DataType type, Object written)
      throws GeneratorMismatch {
    Optional<Object> value = WrittenValue.of(type, written.toString());
    if (value.isEmpty()) {
      throw new GeneratorMismatch(
          path,
          "`" + name + "` is " + type + ", and " + written + " is no such value",
          "write values of that type, times in ISO-8601");
    }
    return value.get();
  }
}
