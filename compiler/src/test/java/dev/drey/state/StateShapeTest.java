// SPDX-License-Identifier: Apache-2.0
package dev.drey.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateShapeTest {
  private static final StateShape SHAPE =
      StateShape.of("window")
          .fixed("the window", "tumbling 1m of event time")
          .key("card", "UPPER(card)")
          .part("SUM(amount)", "amount * 2")
          .result("total", "sums.SUM(amount)", List.of("SUM(amount)"));

  @Test
  void aSavepointHasItAsItIs() {
    StateShape odd =
        SHAPE.key("a\tb", "line\nline \\n \\").result("r", "1\t\t", List.of()).part("", "");

    assertThat(StateShape.decoded(odd.encoded())).isEqualTo(odd);
  }

  @Test
  void whatALaterVersionWritesBesideItIsLeftOut() {
    assertThat(StateShape.decoded(SHAPE.encoded() + "\nbound\t5\t6")).isEqualTo(SHAPE);
  }

  @Test
  void theSameGoesOnWithItself() {
    assertThat(ShapeChange.refusals(SHAPE, StateShape.decoded(SHAPE.encoded()))).isEmpty();
  }

  @Test
  void aResultIsRefusedWhereItsPartsHaveNotBeenKept() {
    StateShape other =
        SHAPE
            .part("SUM(fee)", "fee")
            .result("total", "sums.SUM(fee)", List.of("SUM(fee)"))
            .result("twice", "sums.SUM(amount) * 2", List.of("SUM(amount)"));

    assertThat(ShapeChange.refusals(SHAPE, other))
        .containsExactly(
            "`total` was sums.SUM(amount) and is sums.SUM(fee), another value under an old name");
  }

  @Test
  void anotherKindIsTheWholeReason() {
    assertThat(ShapeChange.refusals(SHAPE, StateShape.of("deduplicate").key("x", "x")))
        .containsExactly("it was a window and is a deduplicate");
  }
}
