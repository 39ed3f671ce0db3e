// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.drey.testkit.SeedFor;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers as Jackson writes them; decimals as Java's BigDecimal does. */
class NumbersBesideJacksonTest {
  private static final int NUMBERS = Integer.getInteger("drey.json.records", 20_000);

  private final Random random = new Random(SeedFor.test("NumbersBesideJacksonTest"));

  private static String written(TypeKind kind, Object value) {
    Utf8Buffer out = new Utf8Buffer();
    out.append('~');
    ScalarText.writeAscii(kind, value, out);
    return new String(out.toByteArray(), US_ASCII).substring(1);
  }

  @Test
  void doubles() {
    double[] edges = {
      0,
      -0.0,
      1e-3,
      Math.nextDown(1e-3),
      1e7,
      Math.nextDown(1e7),
      9_999_999.99999999,
      9_999_999.5,
      0.001,
      0.0012345678,
      1.0,
      100,
      0.1 + 0.2,
      1.1 * 1.1,
      59.48 * 0.02,
      2e-3,
      123456.12345678,
      Double.MIN_VALUE,
      Double.MAX_VALUE
    };
    for (double edge : edges) {
      check(edge);
      check(-edge);
    }
    for (int i = 0; i < NUMBERS; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
      double amount = random.nextInt(1_000_000_000) / Math.pow(10, random.nextInt(12));
      check(amount);
      check(-amount * 0.02);
      check(amount / (1 + random.nextInt(100)));
      check(Math.nextUp(amount));
      check(random.nextDouble() * 1e7);
      check((double) (random.nextLong() >> random.nextInt(64)));
    }
  }

  private static void check(double value) {
    if (Double.isFinite(value)) {
      String text = written(TypeKind.DOUBLE, value);
      assertThat(text).isEqualTo(NumberOutput.toString(value, true));
      assertThat(Double.valueOf(text)).isEqualTo(value);
    }
  }

  @Test
  void floats() {
    for (int i = 0; i < NUMBERS; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat(written(TypeKind.FLOAT, value)).isEqualTo(NumberOutput.toString(value, true));
      }
    }
  }

  @Test
  void decimals() {
    for (int i = 0; i < NUMBERS; i++) {
      BigInteger unscaled = new BigInteger(random.nextInt(127), random);
      BigDecimal value =
          new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(39));
      assertThat(written(TypeKind.DECIMAL, value)).isEqualTo(value.toPlainString());
    }
  }

  @Test
  void wholeNumbers() {
    for (long edge : new long[] {0, -1, 9, 10, -10, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(written(TypeKind.BIGINT, edge)).isEqualTo(Long.toString(edge));
    }
    for (int i = 0; i < NUMBERS; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertThat(written(TypeKind.BIGINT, value)).isEqualTo(Long.toString(value));
    }
  }
}
