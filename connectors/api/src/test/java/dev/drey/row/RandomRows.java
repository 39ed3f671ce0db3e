package dev.drey.row;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Row types and rows of them, the same for the same seed. */
final class RandomRows {
  private static final TypeKind[] SCALARS = {
    TypeKind.BOOLEAN, TypeKind.TINYINT, TypeKind.SMALLINT, TypeKind.INT, TypeKind.BIGINT,
    TypeKind.FLOAT, TypeKind.DOUBLE, TypeKind.DECIMAL, TypeKind.CHAR, TypeKind.VARCHAR,
    TypeKind.BINARY, TypeKind.VARBINARY, TypeKind.DATE, TypeKind.TIME, TypeKind.TIMESTAMP,
    TypeKind.TIMESTAMP_LTZ, TypeKind.INTERVAL_DAY_TIME, TypeKind.INTERVAL_YEAR_MONTH
  };

  private final Random random;

  RandomRows(long seed) {
    this.random = new Random(seed);
  }

  RowType rowType(int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(depth == 0 ? 4 : 20); i > 0; i--) {
      fields.add(Field.of("column `" + i, type(depth)));
    }
    return RowType.of(fields);
  }

  DataType type(int depth) {
    return bareType(depth).withNullable(random.nextBoolean());
  }

  private DataType bareType(int depth) {
    switch (depth == 0 ? 3 : random.nextInt(6)) {
      case 0:
        return DataType.array(type(depth - 1));
      case 1:
        return DataType.map(DataType.string().notNull(), type(depth - 1));
      case 2:
        return DataType.row(rowType(depth - 1));
      default:
        return scalar();
    }
  }

  private DataType scalar() {
    TypeKind kind = SCALARS[random.nextInt(SCALARS.length)];
    switch (kind) {
      case DECIMAL:
        int precision = 1 + random.nextInt(38);
        return DataType.decimal(precision, random.nextInt(precision + 1));
      case CHAR:
      case BINARY:
        return DataType.sized(kind, 1 + random.nextInt(5));
      default:
        return DataType.of(kind);
    }
  }

  Object[] row(RowType type) {
    Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(type.field(i).type());
    }
    return row;
  }

  @Nullable Object value(DataType type) {
    if (type.nullable() && random.nextInt(4) == 0) {
      return null;
    }
    switch (type.kind()) {
      case BOOLEAN:
        return random.nextBoolean();
      case TINYINT:
        return (byte) random.nextInt();
      case SMALLINT:
        return (short) random.nextInt();
      case INT:
      case DATE:
      case TIME:
      case INTERVAL_YEAR_MONTH:
        return (int) number();
      case BIGINT:
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
      case INTERVAL_DAY_TIME:
        return number();
      case FLOAT:
        return Float.intBitsToFloat(random.nextInt());
      case DOUBLE:
        return Double.longBitsToDouble(random.nextLong());
      case DECIMAL:
        return decimal(type);
      case CHAR:
        return text(type.precision());
      case VARCHAR:
        return text(random.nextInt(300));
      case BINARY:
        return bytes(type.precision());
      case VARBINARY:
        return bytes(random.nextInt(300));
      case ARRAY:
        return list(type);
      case MAP:
        return map(type);
      case ROW:
        return row(type.row());
    }
    throw new IllegalArgumentException(type.toString());
  }

  /** Of any magnitude, the extremes among them. */
  private long number() {
    switch (random.nextInt(8)) {
      case 0:
        return Long.MIN_VALUE;
      case 1:
        return Long.MAX_VALUE;
      case 2:
        return 0;
      default:
        return random.nextLong() >> random.nextInt(64);
    }
  }

  private BigDecimal decimal(DataType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = new BigInteger(130, random).mod(limit);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0xFFFF) : random.nextInt(128)));
    }
    return text.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(DataType type) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      list.add(value(type.element()));
    }
    return list;
  }

  private Map<@Nullable Object, @Nullable Object> map(DataType type) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(value(type.key()), value(type.element()));
    }
    return map;
  }
}
