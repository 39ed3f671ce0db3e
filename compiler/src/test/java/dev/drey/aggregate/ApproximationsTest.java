// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.drey.row.RowSerializer;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is estimated lies as near to the exact number as is promised, and is the same in any order
 * of rows, split in any way, through any bytes of state. Other rows by -Ddrey.seed.
 */
class ApproximationsTest {
  private static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);
  private static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  private static final List<String> SHARES = List.of("0", "0.01", "0.5", "0.9", "0.999", "1");

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private static Aggregate percentile(String share) {
    return Aggregates.find("APPROX_PERCENTILE")
        .orElseThrow()
        .aggregate(DOUBLE, DOUBLE, List.of(share));
  }

  private static Aggregate distinct() {
    return Aggregates.find("APPROX_COUNT_DISTINCT")
        .orElseThrow()
        .aggregate(BIGINT, BIGINT, List.of());
  }

  private static Object[] accumulator(Aggregate aggregate, List<?> values) {
    Object[] accumulator = new Object[aggregate.state().size()];
    values.forEach(value -> aggregate.add(accumulator, 0, value, 0));
    return accumulator;
  }

  private static @Nullable Object of(Aggregate aggregate, List<?> values) {
    return aggregate.result(accumulator(aggregate, values), 0);
  }

  /** The same rows in another order, some together, some of them read from state before. */
  private @Nullable Object otherwise(Aggregate aggregate, List<?> values) {
    List<Object> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    Object[] all = new Object[aggregate.state().size()];
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + 1 + random.nextInt(shuffled.size()));
      Object[] some = accumulator(aggregate, shuffled.subList(from, to));
      Object[] before = some.clone();
      aggregate.merge(all, 0, some);
      assertThat(some).as("what is merged stays as it is").isEqualTo(before);
      if (random.nextBoolean()) {
        all = throughBytes(aggregate, all);
      }
      from = to;
    }
    return aggregate.result(all, 0);
  }

  private static Object[] throughBytes(Aggregate aggregate, Object[] accumulator) {
    RowSerializer serializer = new RowSerializer(RowType.of(aggregate.state()));
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(accumulator, out);
      return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Stream<DoubleSupplier> numbers() {
    return Stream.of(
        () -> random.nextInt(100),
        () -> random.nextGaussian() * 1000,
        () -> Math.exp(random.nextGaussian() * 3),
        () -> random.nextInt(5) == 0 ? 0 : random.nextDouble() - 0.5,
        () -> random.nextBoolean() ? Double.MIN_VALUE : Double.MAX_VALUE,
        () -> -1e9 + random.nextInt(1000));
  }

  @Test
  void aPercentileIsWithinOnePercent() {
    System.out.println("ApproximationsTest: -Ddrey.seed=" + seed);
    numbers().forEach(each -> percentiles(each, 0.01));
  }

  @Test
  void ofNumbersOfSixtyMagnitudesItIsWithinTwoPercent() {
    System.out.println("ApproximationsTest: -Ddrey.seed=" + seed);
    percentiles(
        () -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble() * 30 - 15), 0.02);
  }

  private void percentiles(DoubleSupplier numbers, double error) {
    for (int size : new int[] {1, 2, 3, 10, 101, 5_000, 30_000}) {
      List<Double> values =
          IntStream.range(0, size)
              .mapToObj(i -> numbers.getAsDouble())
              .collect(Collectors.toList());
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      for (String share : SHARES) {
        int rank =
            new BigDecimal(share)
                .multiply(BigDecimal.valueOf(size))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        double exact = sorted[Math.max(rank, 1) - 1];
        @Nullable Object estimate = of(percentile(share), values);
        String what = "seed " + seed + ": " + share + " of " + size;
        assertThat((Double) estimate)
            .as(what)
            .isCloseTo(exact, within(Math.abs(exact) * error * (1 + 1e-9)));
        if (size <= 5_000) {
          assertThat(otherwise(percentile(share), values)).as(what).isEqualTo(estimate);
        }
      }
    }
  }

  @Test
  void whatIsNoNumberIsTheGreatest() {
    List<Double> values =
        Arrays.asList(
            Double.NaN, 3.0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0, Double.NaN);

    assertThat(of(percentile("0"), values)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat((Double) of(percentile("0.3"), values)).isZero();
    assertThat((Double) of(percentile("0.5"), values)).isCloseTo(3, within(0.03));
    assertThat(of(percentile("0.6"), values)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(of(percentile("0.8"), values)).isEqualTo(Double.NaN);
    assertThat(of(percentile("1"), values)).isEqualTo(Double.NaN);
    assertThat(of(percentile("0.5"), List.of())).isNull();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("BIGINT", (IntFunction<Object>) i -> (long) i),
        Arguments.of("INT", (IntFunction<Object>) i -> -i),
        Arguments.of("STRING", (IntFunction<Object>) i -> i == 0 ? "" : "ключ " + i),
        Arguments.of("DOUBLE", (IntFunction<Object>) i -> i / 7.0),
        Arguments.of(
            "DECIMAL",
            (IntFunction<Object>)
                i ->
                    new BigDecimal(BigInteger.ONE.shiftLeft(90), 2)
                        .add(new BigDecimal(i).movePointLeft(2))),
        Arguments.of(
            "BYTES",
            (IntFunction<Object>)
                i -> i == 0 ? new byte[0] : ("k" + i).getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void differentValuesAreCountedAbout(String kind, IntFunction<Object> value) {
    System.out.println("ApproximationsTest: " + kind + " -Ddrey.seed=" + seed);
    for (int different : new int[] {0, 1, 2, 7, 300, 1_000, 30_000}) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < different; i++) {
        for (int times = random.nextInt(3); times >= 0; times--) {
          values.add(value.apply(i));
        }
      }
      @Nullable Object estimate = of(distinct(), values);
      String what = "seed " + seed + ": " + different;
      // Exact as long as the hashes are kept; five standard errors of 4096 registers beyond.
      double error = different < 10 ? 0 : 5 * 1.04 / Math.sqrt(4096);
      long away = (long) (different * error);
      assertThat((Long) estimate).as(what).isBetween(different - away, different + away);
      if (different > 0) {
        assertThat(otherwise(distinct(), values)).as(what).isEqualTo(estimate);
      }
    }
  }

  @Test
  void booleansAreTwoAtMost() {
    assertThat(of(distinct(), List.of(true, false, true))).isEqualTo(2L);
    assertThat(of(distinct(), List.of(false))).isEqualTo(1L);
  }
}
