// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.aggregate.CountedMerges;
import dev.drey.plan.WindowNode;
import dev.drey.plan.WindowShape;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a window costs does not hang on how many slices it has, whether its key was forgotten. */
class WindowMergesTest {
  private static final int SIZE = 300;
  private static final int ROWS = 1000;
  private static final List<String> KEYS = List.of("a", "b", "c");

  static Stream<Arguments> cases() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())
        .flatMap(
            (StateBackend backend) ->
                Stream.of(
                    Arguments.of(backend, 0L, 0),
                    Arguments.of(backend, 20_000L, 0),
                    Arguments.of(backend, 20_000L, 50),
                    Arguments.of(backend, 1L << 24, 0)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachSliceIsMergedAFewTimes(StateBackend backend, long cache, int lateness) throws Exception {
    WindowNode node =
        WindowPlans.window(
            WindowShape.sliding(
                Duration.ofMillis(SIZE), Duration.ofMillis(1), Duration.ZERO, false),
            Duration.ofMillis(lateness),
            List.of(
                WindowPlans.call(
                    new CountedMerges(), false, DataType.of(TypeKind.BIGINT).notNull(), 1)));
    CountedMerges.take();
    try (WindowOperators operators =
        new WindowOperators(
            node,
            WindowOperators.operator(WindowPlans.plan(node, cache), node),
            backend,
            1,
            null)) {
      for (int time = 0; time < ROWS; time++) {
        for (String key : KEYS) {
          operators.row(time, key, 1, (long) time);
        }
        operators.watermark(time);
      }
      operators.watermark(ROWS + SIZE + lateness);

      int windows = ROWS + SIZE - 1;
      assertThat(operators.results()).hasSize(KEYS.size() * windows);
      assertThat(operators.results())
          .contains(List.of("c", 400L, 700L, 300L, 699L))
          .contains(List.of("a", -299L, 1L, 1L, 0L))
          .contains(List.of("b", 999L, 1299L, 1L, 1298L));
      // A slice from the end of its block and from its beginning, a window of two blocks.
      assertThat(CountedMerges.take())
          .isBetween((long) KEYS.size() * ROWS, 3L * KEYS.size() * (ROWS + windows));
    }
  }
}
