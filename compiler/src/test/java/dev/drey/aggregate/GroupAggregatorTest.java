// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.drey.operator.GroupAggregator;
import dev.drey.row.RowSerializer;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each function makes of the values of a group, however the group came together. */
class GroupAggregatorTest {
  private static final DataType INT = DataType.of(TypeKind.INT);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);

  @Test
  void nullsDoNotCount() {
    assertThat(of(Aggregates.find("COUNT").orElseThrow(), BIGINT.notNull(), INT, 1, null, 3))
        .isEqualTo(2L);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), INT, INT, 1, null, 3)).isEqualTo(4);
    assertThat(of(Aggregates.find("MIN").orElseThrow(), INT, INT, null, 3, 1)).isEqualTo(1);
    assertThat(of(Aggregates.find("FIRST_VALUE").orElseThrow(), INT, INT, null, 3, 1)).isEqualTo(3);
    assertThat(of(Aggregates.find("LAST_VALUE").orElseThrow(), INT, INT, 3, 1, null)).isEqualTo(1);
    assertThat(of(Aggregates.find("COLLECT").orElseThrow(), DataType.array(INT), INT, 2, null, 2))
        .isEqualTo(List.of(2, 2));
  }

  @Test
  void ofNothingIsNullExceptTheCount() {
    assertThat(of(Aggregates.find("COUNT").orElseThrow(), BIGINT.notNull(), INT)).isEqualTo(0L);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), INT, INT)).isNull();
    assertThat(of(Aggregates.find("AVG").orElseThrow(), INT, INT, (Object) null)).isNull();
    assertThat(of(Aggregates.find("MAX").orElseThrow(), INT, INT)).isNull();
    assertThat(of(Aggregates.find("STDDEV_POP").orElseThrow(), DOUBLE, DOUBLE)).isNull();
    assertThat(of(Aggregates.find("VAR_SAMP").orElseThrow(), DOUBLE, DOUBLE, 1.0)).isNull();
    assertThat(of(Aggregates.find("COLLECT").orElseThrow(), DataType.array(INT), INT)).isNull();
    assertThat(of(Aggregates.find("COLLECT").orElseThrow(), DataType.array(INT).notNull(), INT))
        .isEqualTo(List.of());
  }

  @Test
  void sumsOfIntegersAreExactOrFail() {
    DataType tiny = DataType.of(TypeKind.TINYINT);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), BIGINT, tiny, (byte) 100, (byte) 100))
        .isEqualTo(200L);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), BIGINT, INT, Integer.MAX_VALUE, 1))
        .isEqualTo(1L << 31);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), BIGINT, BIGINT, Long.MAX_VALUE, 9L, -10L))
        .as("a part of it does not fit")
        .isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void aSumThatWasKeptIn64BitsGoesOn() {
    IntegerSum sum = new IntegerSum(BIGINT);
    Object[] old = {-3L, null};
    sum.add(old, 0, 5, 0);
    assertThat(sum.result(old, 0)).isEqualTo(2L);
    Object[] merged = {Long.MIN_VALUE, null};
    sum.merge(merged, 0, new Object[] {Long.MIN_VALUE + 1, null});
    sum.add(merged, 0, Long.MAX_VALUE, 0);
    assertThat(sum.result(merged, 0)).isEqualTo(Long.MIN_VALUE);
    assertThat(sum.result(new Object[] {-7L, null}, 0)).isEqualTo(-7L);
  }

  @Test
  void anIntegerThatDoesNotFitFails() {
    assertThatThrownBy(
            () -> of(Aggregates.find("SUM").orElseThrow(), BIGINT, BIGINT, Long.MAX_VALUE, 1L))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("9223372036854775808")
        .hasMessageContaining("CAST(x AS DECIMAL(38, 0))");
    assertThatThrownBy(
            () ->
                of(
                    Aggregates.find("VAR_POP").orElseThrow(),
                    BIGINT,
                    BIGINT,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void integersAreAsExactAsArithmetic() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("GroupAggregatorTest: -Ddrey.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Object[] longs = new Object[1 + random.nextInt(20)];
      Object[] ints = new Object[longs.length];
      BigInteger total = BigInteger.ZERO;
      BigInteger small = BigInteger.ZERO;
      for (int i = 0; i < longs.length; i++) {
        longs[i] = random.nextLong() >> random.nextInt(10);
        ints[i] = random.nextInt() >> random.nextInt(20);
        total = total.add(BigInteger.valueOf((Long) longs[i]));
        small = small.add(BigInteger.valueOf((Integer) ints[i]));
      }
      BigInteger count = BigInteger.valueOf(longs.length);
      assertThat(of(Aggregates.find("AVG").orElseThrow(), BIGINT, BIGINT, longs))
          .as("seed %d", seed)
          .isEqualTo(total.divide(count).longValueExact());
      assertThat(of(Aggregates.find("AVG").orElseThrow(), INT, INT, ints))
          .as("seed %d", seed)
          .isEqualTo(small.divide(count).intValueExact());
      assertThat(of(Aggregates.find("SUM").orElseThrow(), BIGINT, INT, ints))
          .as("seed %d", seed)
          .isEqualTo(small.longValueExact());
      if (total.bitLength() < Long.SIZE) {
        assertThat(of(Aggregates.find("SUM").orElseThrow(), BIGINT, BIGINT, longs))
            .as("seed %d", seed)
            .isEqualTo(total.longValueExact());
      }
    }
  }

  @Test
  void variancesOfIntegersDoNotWrap() {
    assertThat(of(Aggregates.find("VAR_POP").orElseThrow(), BIGINT, INT, 0, 100_000))
        .isEqualTo(2_500_000_000L);
    assertThat(of(Aggregates.find("VAR_SAMP").orElseThrow(), BIGINT, INT, 0, 100_000))
        .isEqualTo(5_000_000_000L);
    assertThat(of(Aggregates.find("STDDEV_POP").orElseThrow(), BIGINT, INT, 0, 100_000))
        .isEqualTo(50_000L);
    DataType tiny = DataType.of(TypeKind.TINYINT);
    assertThat(of(Aggregates.find("VAR_POP").orElseThrow(), BIGINT, tiny, (byte) -128, (byte) 126))
        .isEqualTo(16_129L);
  }

  @Test
  void averagesOfIntegersAreCutAndOfDecimalsRoundedHalfUp() {
    assertThat(of(Aggregates.find("AVG").orElseThrow(), INT, INT, 1, 2)).isEqualTo(1);
    assertThat(of(Aggregates.find("AVG").orElseThrow(), INT, INT, -1, -2)).isEqualTo(-1);
    assertThat(
            of(
                Aggregates.find("AVG").orElseThrow(),
                INT,
                INT,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(of(Aggregates.find("AVG").orElseThrow(), DOUBLE, DOUBLE, 1.0, 2.0)).isEqualTo(1.5);
    assertThat(
            of(
                Aggregates.find("AVG").orElseThrow(),
                DataType.decimal(38, 6),
                DataType.decimal(12, 2),
                decimal("1.00"),
                decimal("1.00"),
                decimal("0.00")))
        .isEqualTo(decimal("0.666667"));
    assertThat(
            of(
                Aggregates.find("AVG").orElseThrow(),
                DataType.decimal(38, 2),
                DataType.decimal(12, 2),
                decimal("-0.01"),
                decimal("0.00")))
        .isEqualTo(decimal("-0.01"));
  }

  @Test
  void aDecimalSumThatOverflowsIsNullForGood() {
    DataType type = DataType.decimal(38, 0);
    BigDecimal most = BigDecimal.TEN.pow(38).subtract(BigDecimal.ONE);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), type, type, most)).isEqualTo(most);
    assertThat(of(Aggregates.find("SUM").orElseThrow(), type, type, most, BigDecimal.ONE)).isNull();
    assertThat(
            of(
                Aggregates.find("SUM").orElseThrow(),
                type,
                type,
                most,
                BigDecimal.ONE,
                most.negate()))
        .isNull();
  }

  @Test
  void minimaAndMaximaOfEveryComparableKind() {
    assertExtremes(DataType.of(TypeKind.BOOLEAN), false, true);
    assertExtremes(DataType.of(TypeKind.TINYINT), (byte) -1, (byte) 1);
    assertExtremes(DOUBLE, -0.5, 2.5);
    assertExtremes(DataType.decimal(5, 1), decimal("-9.5"), decimal("10.0"));
    assertExtremes(DataType.timestampLtz(), 5L, 6L);
    // As UTF-8, which is how Flink compares them: U+FF5E before U+1F600, unlike in UTF-16.
    assertExtremes(DataType.string(), "a", "b");
    assertExtremes(DataType.string(), "\uFF5E", "\uD83D\uDE00");
    assertExtremes(DataType.string(), "ab", "abc");
    assertExtremes(DataType.bytes(), new byte[] {1}, new byte[] {-1});
  }

  private static void assertExtremes(DataType type, Object least, Object greatest) {
    assertThat(of(Aggregates.find("MIN").orElseThrow(), type, type, greatest, least))
        .isEqualTo(least);
    assertThat(of(Aggregates.find("MAX").orElseThrow(), type, type, least, greatest))
        .isEqualTo(greatest);
  }

  @Test
  void variancesStayExactFarFromZero() {
    // 4, 7, 13, 16: mean 10, squared distances 36 + 9 + 9 + 36 = 90.
    Object[] values = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    assertThat((Double) of(Aggregates.find("VAR_POP").orElseThrow(), DOUBLE, DOUBLE, values))
        .isEqualTo(22.5);
    assertThat((Double) of(Aggregates.find("VAR_SAMP").orElseThrow(), DOUBLE, DOUBLE, values))
        .isEqualTo(30.0);
    assertThat((Double) of(Aggregates.find("STDDEV_POP").orElseThrow(), DOUBLE, DOUBLE, values))
        .isCloseTo(Math.sqrt(22.5), within(1e-12));
    assertThat(of(Aggregates.find("STDDEV_SAMP").orElseThrow(), INT, INT, 4, 7, 13, 16))
        .isEqualTo(5);
  }

  @Test
  void firstAndLastGoByTimeAndAmongEqualTimesByArrival() {
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(
                call(Aggregates.find("FIRST_VALUE").orElseThrow(), false, INT, 0),
                call(Aggregates.find("LAST_VALUE").orElseThrow(), false, INT, 0)),
            RowType.of(Field.of("x", INT), Field.of("time", BIGINT)));
    Object[] accumulator = aggregator.create();
    for (Object[] row : new Object[][] {{1, 5L}, {2, 3L}, {3, 3L}, {4, 9L}, {5, 9L}, {6, 7L}}) {
      accumulator = aggregator.add(accumulator, row, (Long) row[1]);
    }

    assertThat(results(aggregator, accumulator, 2)).containsExactly(2, 5);
  }

  @Test
  void distinctTakesEachValueOnceAlsoWhereJavaHasNoEqualityForIt() {
    DataType bytes = DataType.bytes();
    RowType input = RowType.of(Field.of("b", bytes), Field.of("x", INT));
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(
                call(Aggregates.find("COUNT").orElseThrow(), true, BIGINT.notNull(), 0),
                call(Aggregates.find("COLLECT").orElseThrow(), true, DataType.array(bytes), 0),
                call(Aggregates.find("SUM").orElseThrow(), true, INT, 1),
                call(Aggregates.find("COUNT").orElseThrow(), true, BIGINT.notNull(), 0, 1)),
            input);
    Object[] left = aggregator.create();
    left = aggregator.add(left, new Object[] {new byte[] {1, -1}, 7}, 0);
    left = aggregator.add(left, new Object[] {new byte[] {1, -1}, 7}, 0);
    Object[] right = aggregator.create();
    right = aggregator.add(right, new Object[] {new byte[] {1, -1}, 8}, 0);
    right = aggregator.add(right, new Object[] {new byte[] {2}, 7}, 0);
    right = aggregator.add(right, new Object[] {null, 7}, 0);
    Object[] results = results(aggregator, aggregator.merge(left, right), 4);

    assertThat(results[0]).isEqualTo(2L);
    assertThat((List<?>) results[1])
        .usingRecursiveComparison()
        .isEqualTo(List.of(new byte[] {1, -1}, new byte[] {2}));
    assertThat(results[2]).isEqualTo(15);
    assertThat(results[3]).isEqualTo(3L);
  }

  @Test
  void aFilterKeepsRowsWhereItIsTrueOnly() {
    RowType input = RowType.of(Field.of("x", INT), Field.of("f", DataType.of(TypeKind.BOOLEAN)));
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(
                AggregateCall.of(
                    Aggregates.find("COUNT").orElseThrow(),
                    List.of(),
                    false,
                    OptionalInt.of(1),
                    BIGINT),
                AggregateCall.of(
                    Aggregates.find("SUM").orElseThrow(),
                    List.of(0),
                    false,
                    OptionalInt.of(1),
                    INT)),
            input);
    Object[] accumulator = aggregator.create();
    for (Object[] row : new Object[][] {{1, true}, {2, false}, {4, null}, {8, true}}) {
      accumulator = aggregator.add(accumulator, row, 0);
    }

    assertThat(results(aggregator, accumulator, 2)).containsExactly(2L, 9);
  }

  @Test
  void aResultDoesNotChangeWhenTheGroupGrows() {
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(call(Aggregates.find("COLLECT").orElseThrow(), false, DataType.array(INT), 0)),
            RowType.of(Field.of("x", INT)));
    Object[] accumulator = aggregator.add(aggregator.create(), new Object[] {1}, 0);
    Object first = results(aggregator, accumulator, 1)[0];
    aggregator.add(accumulator, new Object[] {2}, 0);

    assertThat(first).isEqualTo(List.of(1));
  }

  @Test
  void stateIsNamedByTheCalls() {
    RowType input =
        RowType.of(
            Field.of("amount", DataType.decimal(12, 2)),
            Field.of("ok", DataType.of(TypeKind.BOOLEAN)));
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(
                call(Aggregates.find("COUNT").orElseThrow(), false, BIGINT),
                AggregateCall.of(
                    Aggregates.find("COUNT").orElseThrow(),
                    List.of(0),
                    true,
                    OptionalInt.of(1),
                    BIGINT),
                call(Aggregates.find("AVG").orElseThrow(), false, DataType.decimal(38, 6), 0),
                call(Aggregates.find("AVG").orElseThrow(), false, DataType.decimal(38, 6), 0)),
            input);

    assertThat(aggregator.accumulatorType())
        .hasToString(
            "`COUNT(*) count` BIGINT, "
                + "`COUNT(DISTINCT amount) FILTER ok seen` MAP<DECIMAL(12, 2) NOT NULL, BOOLEAN>, "
                + "`COUNT(DISTINCT amount) FILTER ok count` BIGINT, "
                + "`AVG(amount) sum` DECIMAL(38, 2), `AVG(amount) overflow` BOOLEAN, "
                + "`AVG(amount) count` BIGINT, "
                + "`AVG(amount) #2 sum` DECIMAL(38, 2), `AVG(amount) #2 overflow` BOOLEAN, "
                + "`AVG(amount) #2 count` BIGINT");
  }

  @Test
  void groupsMergedFromSerializedPartsGiveTheSame() throws IOException {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    Random random = new Random(seed);
    RowType input =
        RowType.of(
            Field.of("x", INT), Field.of("time", BIGINT), Field.of("text", DataType.string()));
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateFunction function : Aggregates.all()) {
      DataType type =
          function == Aggregates.find("COUNT").orElseThrow()
              ? BIGINT
              : function.keepsRows()
                  ? DataType.array(INT)
                  : function.name().contains("_") && !function.name().endsWith("_VALUE")
                      ? DataType.decimal(20, 6)
                      : INT;
      if (function.parameters().stream().anyMatch(Parameter::isRequired)) {
        continue; // ApproximationsTest merges these.
      }
      if (function.arguments() == 2) {
        calls.add(call(function, false, DataType.map(INT, DataType.string()), 0, 2));
        continue;
      }
      int column = function.wanted(INT).isEmpty() ? 0 : 2;
      calls.add(call(function, false, column == 0 ? type : DataType.string(), column));
      calls.add(call(function, true, column == 0 ? type : DataType.string(), column));
    }
    GroupAggregator aggregator = GroupAggregator.of(calls, input);
    for (int i = 0; i < 200; i++) {
      Object[] whole = aggregator.create();
      Object[] merged = aggregator.create();
      Object[] part = aggregator.create();
      int rows = random.nextInt(30);
      for (int j = 0; j < rows; j++) {
        Object number = random.nextInt(4) == 0 ? null : random.nextInt(20) - 10;
        Object[] row = {number, (long) j, number == null ? null : "t" + number};
        whole = aggregator.add(whole, row, j);
        part = aggregator.add(part, row, j);
        if (random.nextInt(5) == 0) {
          merged = aggregator.merge(merged, viaBytes(aggregator, part));
          part = aggregator.create();
        }
      }
      merged = aggregator.merge(merged, part);

      assertThat(results(aggregator, viaBytes(aggregator, merged), calls.size()))
          .as("seed %d", seed)
          .containsExactly(results(aggregator, whole, calls.size()));
    }
  }

  private static Object[] viaBytes(GroupAggregator aggregator, Object[] accumulator)
      throws IOException {
    RowSerializer serializer = new RowSerializer(aggregator.accumulatorType());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(accumulator, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static AggregateCall call(
      AggregateFunction function, boolean distinct, DataType type, Integer... arguments) {
    return AggregateCall.of(
        function, Arrays.asList(arguments), distinct, OptionalInt.empty(), type);
  }

  /** One call over a column, in order of arrival. */
  private static @Nullable Object of(
      AggregateFunction function, DataType type, DataType argument, @Nullable Object... values) {
    GroupAggregator aggregator =
        GroupAggregator.of(
            List.of(call(function, false, type, 0)), RowType.of(Field.of("x", argument)));
    Object[] accumulator = aggregator.create();
    for (Object value : values) {
      accumulator = aggregator.add(accumulator, new Object[] {value}, 0);
    }
    return results(aggregator, accumulator, 1)[0];
  }

  private static Object[] results(GroupAggregator aggregator, Object[] accumulator, int calls) {
    Object[] results = new Object[calls];
    aggregator.results(accumulator, results, 0);
    return results;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text);
  }
}
