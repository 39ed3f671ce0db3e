// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

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

/** Row types and rows of them, the same for the same seed. */
public final class RandomRows {
  private static final List<TypeKind> EVERY_KIND =
      List.of(
          TypeKind.BOOLEAN,
          TypeKind.TINYINT,
          TypeKind.SMALLINT,
          TypeKind.INT,
          TypeKind.BIGINT,
          TypeKind.FLOAT,
          TypeKind.DOUBLE,
          TypeKind.DECIMAL,
          TypeKind.CHAR,
          TypeKind.VARCHAR,
          TypeKind.BINARY,
          TypeKind.VARBINARY,
          TypeKind.DATE,
          TypeKind.TIME,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMP_LTZ,
          TypeKind.INTERVAL_DAY_TIME,
          TypeKind.INTERVAL_YEAR_MONTH);

  private static final List<TypeKind> WRITABLE_KINDS =
      List.of(
          TypeKind.BOOLEAN,
          TypeKind.TINYINT,
          TypeKind.SMALLINT,
          TypeKind.INT,
          TypeKind.BIGINT,
          TypeKind.FLOAT,
          TypeKind.DOUBLE,
          TypeKind.DECIMAL,
          TypeKind.VARCHAR,
          TypeKind.VARBINARY,
          TypeKind.DATE,
          TypeKind.TIME,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMP_LTZ);

  private static final List<TypeKind> KEY_KINDS =
      List.of(TypeKind.VARCHAR, TypeKind.BIGINT, TypeKind.BOOLEAN, TypeKind.DATE);

  private final Random random;
  private final RandomTexts texts;
  private final boolean written;
  private final boolean nested;

  private RandomRows(Random random, boolean written, boolean nested) {
    this.random = random;
    this.texts = new RandomTexts(random);
    this.written = written;
    this.nested = nested;
  }

  /** Every kind, and every value that a row can hold, whether or not a text can say it. */
  public static RandomRows ofAnything(long seed) {
    return new RandomRows(new Random(seed), false, true);
  }

  /**
   * What records that are text can carry, with texts, names and times that readers trip over.
   *
   * @param nested whether columns may be rows, arrays and maps
   */
  public static RandomRows ofWritten(long seed, boolean nested) {
    return new RandomRows(new Random(seed), true, nested);
  }

  /**
   * @param depth of types within each other, at the most
   */
  public RowType rowType(int depth) {
    int size = written ? 2 + random.nextInt(6) : random.nextInt(depth == 0 ? 4 : 20);
    return rowType(depth, size);
  }

  public RowType rowType(int depth, int size) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      fields.add(Field.of(written ? "c" + i + texts.oddName() : "column `" + i, type(depth)));
    }
    return RowType.of(fields);
  }

  public DataType type(int depth) {
    DataType bare = bareType(depth);
    return written ? bare : bare.withNullable(random.nextBoolean());
  }

  private DataType bareType(int depth) {
    if (!nested || depth == 0 || random.nextInt(written ? 3 : 2) != 0) {
      return scalar();
    }
    switch (random.nextInt(3)) {
      case 0:
        return DataType.row(rowType(depth - 1));
      case 1:
        return DataType.array(type(depth - 1));
      default:
        return DataType.map(written ? mapKey() : DataType.string().notNull(), type(depth - 1));
    }
  }

  private DataType mapKey() {
    return DataType.of(KEY_KINDS.get(random.nextInt(KEY_KINDS.size()))).notNull();
  }

  private DataType scalar() {
    List<TypeKind> kinds = written ? WRITABLE_KINDS : EVERY_KIND;
    TypeKind kind = kinds.get(random.nextInt(kinds.size()));
    switch (kind) {
      case DECIMAL:
        int precision = 1 + random.nextInt(38);
        return DataType.decimal(precision, random.nextInt(precision + 1));
      case CHAR:
      case BINARY:
        return DataType.sized(kind, 1 + random.nextInt(5));
      case TIME:
        return written ? DataType.sized(kind, 3) : DataType.of(kind);
      default:
        return DataType.of(kind);
    }
  }

  public Object[] row(RowType type) {
    Object[] row = new Object[type.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = value(type.field(i).type());
    }
    return row;
  }

  public @Nullable Object value(DataType type) {
    if (type.nullable() && random.nextInt(written ? 6 : 4) == 0) {
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
      case INTERVAL_YEAR_MONTH:
        return (int) number();
      case DATE:
        return written ? random.nextInt(6_000_000) - 3_000_000 : (int) number();
      case TIME:
        return written ? random.nextInt(86_400_000) : (int) number();
      case BIGINT:
      case INTERVAL_DAY_TIME:
        return number();
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return written ? time() : number();
      case FLOAT:
        return Float.intBitsToFloat(random.nextInt());
      case DOUBLE:
        return Double.longBitsToDouble(random.nextLong());
      case DECIMAL:
        return decimal(type);
      case CHAR:
        return texts.ofUnits(type.precision());
      case VARCHAR:
        return written ? texts.odd() : texts.ofUnits(random.nextInt(300));
      case BINARY:
        return bytes(type.precision());
      case VARBINARY:
        return bytes(random.nextInt(written ? 6 : 300));
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

  /** In the years -1000 to 11000 or so: also those that four digits cannot write. */
  private long time() {
    long millis = (long) (random.nextDouble() * 3.8e14) - 95_000_000_000_000L;
    return random.nextBoolean() ? millis : millis - Math.floorMod(millis, 1000L);
  }

  private BigDecimal decimal(DataType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = new BigInteger(130, random).mod(limit);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<@Nullable Object> list(DataType type) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(written ? 4 : 20); i > 0; i--) {
      list.add(value(type.element()));
    }
    return list;
  }

  private Map<@Nullable Object, @Nullable Object> map(DataType type) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(value(type.key()), value(type.element()));
    }
    return map;
  }
}
