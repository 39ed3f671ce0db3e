// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.expression.calc.EvaluationException;
import dev.drey.expression.calc.Moment;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time, the watermark and chance in expressions of rows. */
class MomentTest {
  private static final Sql SQL = new Sql("n INT NOT NULL, seen TIMESTAMP(3)");

  /** A clock that goes on by a millisecond each time it is asked. */
  private static final class Ticking implements Moment {
    private long now;
    private final long watermark;

    private Ticking(long now, long watermark) {
      this.now = now;
      this.watermark = watermark;
    }

    @Override
    public long now() {
      return now++;
    }

    @Override
    public long watermark() {
      return watermark;
    }
  }

  private static List<@Nullable Object> values(String sql, Moment moment, int rows) {
    List<@Nullable Object[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(new @Nullable Object[] {i, null});
    }
    return SQL.ofRows(sql, moment, all);
  }

  private static List<@Nullable Object> values(String sql, int rows) {
    return values(sql, new Ticking(0, 0), rows);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, -1, -86_400_001, 1_772_323_199_999L, 253_402_300_799_999L})
  void theTimeIsThatOfTheClockInUtc(long now) {
    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC);
    int secondOfDay = time.toLocalTime().toSecondOfDay();
    for (String sql :
        List.of("CURRENT_TIMESTAMP", "NOW()", "PROCTIME()", "CURRENT_ROW_TIMESTAMP()")) {
      assertThat(values(sql, new Ticking(now, 0), 1)).as(sql).containsExactly(now);
    }
    assertThat(values("LOCALTIMESTAMP", new Ticking(now, 0), 1)).containsExactly(now);
    assertThat(values("CURRENT_DATE", new Ticking(now, 0), 1))
        .containsExactly((int) time.toLocalDate().toEpochDay());
    assertThat(values("current_time", new Ticking(now, 0), 1)).containsExactly(secondOfDay * 1000);
    assertThat(values("LOCALTIME", new Ticking(now, 0), 1)).containsExactly(secondOfDay * 1000);
    assertThat(values("UNIX_TIMESTAMP()", new Ticking(now, 0), 1))
        .containsExactly(Instant.ofEpochMilli(now).getEpochSecond());
  }

  @Test
  void aRowHasOneTimeAndTheNextAnother() {
    assertThat(values("CURRENT_TIMESTAMP = NOW()", 3)).containsExactly(true, true, true);
    assertThat(values("PROCTIME()", new Ticking(5, 0), 3)).containsExactly(5L, 6L, 7L);
    assertThat(values("n + UNIX_TIMESTAMP()", new Ticking(7_999, 0), 2)).containsExactly(7L, 9L);
  }

  @Test
  void theWatermarkIsOfTheTypeOfTheTimeAndNullBeforeThereIsOne() {
    assertThat(values("CURRENT_WATERMARK(seen)", new Ticking(0, 17), 1)).containsExactly(17L);
    assertThat(values("CURRENT_WATERMARK(seen)", new Ticking(0, Long.MIN_VALUE), 1))
        .isEqualTo(Collections.singletonList(null));
    assertThat(
            values(
                "COALESCE(CURRENT_WATERMARK(seen), TIMESTAMP '1970-01-01 00:00:01')",
                new Ticking(0, Long.MIN_VALUE),
                1))
        .containsExactly(1000L);
  }

  @Test
  void aSeedGivesTheNumbersOfJava() {
    Random doubles = new Random(7);
    Random numbers = new Random(-3);

    assertThat(values("RAND(7)", 5))
        .isEqualTo(
            IntStream.range(0, 5).mapToObj(i -> doubles.nextDouble()).collect(Collectors.toList()));
    assertThat(values("RAND_INTEGER(-3, n + 100)", 5))
        .isEqualTo(
            IntStream.range(0, 5)
                .mapToObj(i -> numbers.nextInt(i + 100))
                .collect(Collectors.toList()));
  }

  @Test
  void eachPlaceDrawsItsOwnAndKeepsItForTheRow() {
    assertThat(values("RAND() = RAND()", 20)).containsOnly(false);
    assertThat(values("UUID() = UUID()", 20)).containsOnly(false);
    // What is drawn once is compared and given, so nothing beyond the bound can come out.
    assertThat(values("NULLIF(RAND_INTEGER(3), 1)", 200)).containsOnly(0, 2, null);
    assertThat(values("RAND_INTEGER(5) BETWEEN SYMMETRIC 4 AND 0", 100)).containsOnly(true);
    assertThat(new HashSet<>(values("RAND()", 1000))).hasSize(1000);
    String large =
        IntStream.range(0, 150)
            .mapToObj(i -> "SUBSTRING(UUID() FROM 1 FOR 8)")
            .collect(Collectors.joining(", "));
    List<?> list = (List<?>) values("ARRAY_DISTINCT(ARRAY[" + large + "])", 1).get(0);
    assertThat(list).hasSize(150);
  }

  @Test
  void aUuidIsOneOfTheFourthVersion() {
    List<@Nullable Object> drawn = values("UUID()", 50);

    assertThat(new HashSet<>(drawn)).hasSize(50);
    assertThat(drawn)
        .allSatisfy(
            each ->
                assertThat((String) each)
                    .matches(
                        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    assertThat(values("UPPER(uuid ( )) || 'UUID()'", 1))
        .allSatisfy(each -> assertThat((String) each).endsWith("UUID()").hasSize(42));
  }

  @Test
  void aBoundBelowOneFailsTheRow() {
    assertThat(values("RAND_INTEGER(n + 1)", 1)).containsExactly(0);
    assertThatThrownBy(() -> values("RAND_INTEGER(n)", 1))
        .isInstanceOf(EvaluationException.class)
        .hasStackTraceContaining("RAND_INTEGER is below a number above 0, not 0");
  }
}
