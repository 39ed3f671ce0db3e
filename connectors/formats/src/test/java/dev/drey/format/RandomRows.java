package dev.drey.format;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random row types and rows of them, from one seed. */
public final class RandomRows {
  private static final String[] TEXTS = {
    "",
    " ",
    "a",
    "null",
    "true",
    "0",
    ",",
    ";",
    "\"",
    "\"\"",
    "a\"b",
    "x,y",
    "a\nb",
    "\r\n",
    "\\",
    "é",
    "日本",
    "\ud83d\ude00",
    "\u0000",
    "\u001f",
    "\u007f",
    "\u2028",
    "NaN",
    "'",
    "{\"a\":1}",
    "\uFEFF",
    "\uFEFFa",
    "\\N",
    "|",
    "-"
  };
  private static final TypeKind[] SCALARS = {
    TypeKind.BOOLEAN, TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INT, TypeKind.BIGINT,
    TypeKind.FLOAT, TypeKind.DOUBLE, TypeKind.DECIMAL, TypeKind.VARCHAR, TypeKind.VARBINARY,
    TypeKind.DATE, TypeKind.TIME, TypeKind.TIMESTAMP, TypeKind.TIMESTAMP_LTZ
  };

  private final Random random;
  private final boolean nested;

  public RandomRows(long seed, boolean nested) {
    this.random = new Random(seed);
    this.nested = nested;
  }

  public RowType rowType(int depth) {
    return rowType(depth, 2 + random.nextInt(6));
  }

  public RowType rowType(int depth, int size) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String odd = random.nextInt(4) == 0 ? TEXTS[random.nextInt(TEXTS.length)].trim() : "";
      fields.add(Field.of("c" + i + odd.replaceAll("\\s", ""), type(depth)));
    }
    return RowType.of(fields);
  }

  private DataType type(int depth) {
    if (nested && depth > 0 && random.nextInt(3) == 0) {
      switch (random.nextInt(3)) {
        case 0:
          return DataType.row(rowType(depth - 1));
        case 1:
          return DataType.array(type(depth - 1));
        default:
          return DataType.map(mapKey(), type(depth - 1));
      }
    }
    return scalar();
  }

  private DataType mapKey() {
    TypeKind[] kinds = {TypeKind.VARCHAR, TypeKind.BIGINT, TypeKind.BOOLEAN, TypeKind.DATE};
    return DataType.of(kinds[random.nextInt(kinds.length)]).notNull();
  }

  private DataType scalar() {
    TypeKind kind = SCALARS[random.nextInt(SCALARS.length)];
    if (kind == TypeKind.DECIMAL) {
      int precision = 1 + random.nextInt(38);
      return DataType.decimal(precision, random.nextInt(precision + 1));
    }
    return kind == TypeKind.TIME ? DataType.sized(kind, 3) : DataType.of(kind);
  }

  public Object[] row(RowType type) {
    Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(type.field(i).type());
    }
    return row;
  }

  private @Nullable Object value(DataType type) {
    if (type.nullable() && random.nextInt(6) == 0) {
      return null;
    }
    switch (type.kind()) {
      case ROW:
        return row(type.row());
      case ARRAY:
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(type.element()));
        }
        return list;
      case MAP:
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(value(type.key()), value(type.element()));
        }
        return map;
      default:
        return scalarValue(type);
    }
  }

  private Object scalarValue(DataType type) {
    switch (type.kind()) {
      case BOOLEAN:
        return random.nextBoolean();
      case TINYINT:
        return (byte) random.nextInt();
      case SMALLINT:
        return (short) random.nextInt();
      case INT:
        return random.nextInt() >> random.nextInt(32);
      case BIGINT:
        return random.nextInt(20) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
      case FLOAT:
        return Float.intBitsToFloat(random.nextInt());
      case DOUBLE:
        return Double.longBitsToDouble(random.nextLong());
      case DECIMAL:
        return new BigDecimal(
            new BigInteger(110, random)
                .mod(BigInteger.TEN.pow(type.precision()))
                .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1)),
            type.scale());
      case VARCHAR:
        return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
      case VARBINARY:
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return bytes;
      case DATE:
        return random.nextInt(6_000_000) - 3_000_000;
      case TIME:
        return random.nextInt(86_400_000);
      default:
        // Years -1000 to 11000 or so: also those that four digits cannot write.
        long millis = (long) (random.nextDouble() * 3.8e14) - 95_000_000_000_000L;
        return random.nextBoolean() ? millis : millis - Math.floorMod(millis, 1000L);
    }
  }
}
