// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Schemas and records of them at random, and the values of Avro's as ours. */
final class AvroRows {
  private final Random random;
  private int names;

  AvroRows(long seed) {
    this.random = new Random(seed);
  }

  Schema record(int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      fields.add(new Schema.Field("f" + names++, schema(depth)));
    }
    return Schema.createRecord("R" + names++, null, "n.s", false, fields);
  }

  private Schema schema(int depth) {
    Schema bare = bare(depth);
    if (random.nextInt(3) > 0) {
      return bare;
    }
    Schema none = Schema.create(Schema.Type.NULL);
    return random.nextBoolean() ? Schema.createUnion(none, bare) : Schema.createUnion(bare, none);
  }

  private Schema bare(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      switch (random.nextInt(3)) {
        case 0:
          return record(depth - 1);
        case 1:
          return Schema.createArray(schema(depth - 1));
        default:
          return Schema.createMap(schema(depth - 1));
      }
    }
    switch (random.nextInt(18)) {
      case 0:
        return Schema.create(Schema.Type.BOOLEAN);
      case 1:
        return Schema.create(Schema.Type.INT);
      case 2:
        return Schema.create(Schema.Type.LONG);
      case 3:
        return Schema.create(Schema.Type.FLOAT);
      case 4:
        return Schema.create(Schema.Type.DOUBLE);
      case 5:
        return Schema.create(Schema.Type.BYTES);
      case 6:
        return Schema.createEnum("E" + names++, null, "n.s", List.of("RED", "GREEN", "BLUE"));
      case 7:
        return Schema.createFixed("X" + names++, null, "n.s", 1 + random.nextInt(9));
      case 8:
        int precision = 1 + random.nextInt(38);
        return LogicalTypes.decimal(precision, random.nextInt(precision + 1))
            .addToSchema(Schema.create(Schema.Type.BYTES));
      case 9:
        return LogicalTypes.decimal(18, 4)
            .addToSchema(Schema.createFixed("D" + names++, null, "n.s", 8));
      case 10:
        return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case 11:
        return LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case 12:
        return LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 13:
        return LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 14:
        return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case 15:
        return LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case 16:
        return LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING));
      default:
        return Schema.create(Schema.Type.STRING);
    }
  }

  GenericData.Record recordOf(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
    return record;
  }

  /** A value as Avro's generic writer takes it. */
  @Nullable Object value(Schema schema) {
    switch (schema.getType()) {
      case UNION:
        return value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case NULL:
        return null;
      case RECORD:
        return recordOf(schema);
      case ARRAY:
        return IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> value(schema.getElementType()))
            .collect(Collectors.toCollection(ArrayList::new));
      case MAP:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put("k" + i + "é", value(schema.getValueType()));
        }
        return map;
      case ENUM:
        return new GenericData.EnumSymbol(
            schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case FIXED:
        return new GenericData.Fixed(schema, fixed(schema));
      case BYTES:
        return ByteBuffer.wrap(
            schema.getLogicalType() == null
                ? bytes(random.nextInt(9))
                : digits(schema).toByteArray());
      case BOOLEAN:
        return random.nextBoolean();
      case INT:
        return schema.getLogicalType() instanceof LogicalTypes.TimeMillis
            ? random.nextInt(86_400_000)
            : random.nextInt() >> random.nextInt(32);
      case LONG:
        return number(schema);
      case FLOAT:
        return Float.intBitsToFloat(random.nextInt());
      case DOUBLE:
        return Double.longBitsToDouble(random.nextLong());
      default:
        return "t" + (random.nextBoolean() ? "" : "\u00e9\ud83d\ude00") + random.nextInt(1000);
    }
  }

  private long number(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimeMicros) {
      return random.nextInt(86_400_000) * 1000L;
    }
    long number = random.nextLong() >> random.nextInt(64);
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
        ? number / 1_000_000 * 1000
        : number;
  }

  private BigInteger digits(Schema schema) {
    int precision = ((LogicalTypes.Decimal) schema.getLogicalType()).getPrecision();
    BigInteger digits = new BigInteger(130, random).mod(BigInteger.TEN.pow(precision));
    return random.nextBoolean() ? digits : digits.negate();
  }

  private byte[] fixed(Schema schema) {
    if (schema.getLogicalType() == null) {
      return bytes(schema.getFixedSize());
    }
    return ByteBuffer.allocate(8).putLong(digits(schema).longValueExact()).array();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What Avro's generic reader gives, as a value of the type that we make of its schema. */
  static @Nullable Object ours(@Nullable Object avro, Schema schema, DataType type) {
    if (avro == null) {
      return null;
    }
    switch (schema.getType()) {
      case UNION:
        return ours(
            avro, schema.getTypes().get(GenericData.get().resolveUnion(schema, avro)), type);
      case RECORD:
        return row((GenericData.Record) avro, type.row());
      case ARRAY:
        return ((List<?>) avro)
            .stream()
                .map(each -> ours(each, schema.getElementType(), type.element()))
                .collect(Collectors.toCollection(ArrayList::new));
      case MAP:
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) avro)
            .forEach(
                (key, each) ->
                    map.put(key.toString(), ours(each, schema.getValueType(), type.element())));
        return map;
      case STRING:
      case ENUM:
        return avro.toString();
      case BYTES:
      case FIXED:
        byte[] bytes =
            avro instanceof GenericData.Fixed
                ? ((GenericData.Fixed) avro).bytes()
                : ((ByteBuffer) avro).array();
        return schema.getLogicalType() instanceof LogicalTypes.Decimal
            ? new BigDecimal(
                new BigInteger(bytes), ((LogicalTypes.Decimal) schema.getLogicalType()).getScale())
            : bytes;
      case LONG:
        if (schema.getLogicalType() instanceof LogicalTypes.TimeMicros) {
          return (int) ((Long) avro / 1000);
        }
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
            ? (Object) ((Long) avro / 1000)
            : avro;
      default:
        return avro;
    }
  }

  /**
   * Every value of a row as text, floats by their bits; what UTF-8 cannot carry as it comes back.
   */
  static String text(@Nullable Object value) {
    if (value instanceof Object[]) {
      return Arrays.stream((Object[]) value).map(AvroRows::text).collect(Collectors.toList()) + "";
    }
    if (value instanceof List) {
      return ((List<?>) value).stream().map(AvroRows::text).collect(Collectors.toList()) + "l";
    }
    if (value instanceof Map) {
      return ((Map<?, ?>) value)
              .entrySet().stream()
                  .map(each -> text(each.getKey()) + "=" + text(each.getValue()))
                  .sorted()
                  .collect(Collectors.toList())
          + "m";
    }
    if (value instanceof byte[]) {
      return Arrays.toString((byte[]) value);
    }
    if (value instanceof String) {
      return new String(((String) value).getBytes(UTF_8), UTF_8);
    }
    return value == null ? "NULL" : value.getClass().getSimpleName() + value;
  }

  static @Nullable Object[] row(GenericData.Record record, RowType type) {
    @Nullable Object[] row = new @Nullable Object[type.size()];
    for (Field field : type.fields()) {
      Schema.Field of = record.getSchema().getField(field.name());
      row[type.indexOf(field.name())] = ours(record.get(of.pos()), of.schema(), field.type());
    }
    return row;
  }
}
