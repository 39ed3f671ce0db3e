// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.row.RowChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The columns of a value, out of a row and back. */
class ValueColumnsTest {
  private final ValueColumns value = new ValueColumns(List.of(2, 0), 3);

  @Test
  void takesColumnsInTheirOrder() {
    assertThat(value.of(new Object[] {1, 2, 3})).containsExactly(3, 1);
  }

  @Test
  void whatStandsBehindTheColumnsStays() {
    Object[] put = RowChange.PUT.of(new Object[] {1, 2, 3});

    assertThat(value.of(put)).containsExactly(3, 1, RowChange.PUT);
  }

  @Test
  void aRowOfAValueHasTheSameValue() {
    Object[] spread = value.spread(new Object[] {3, 1});

    assertThat(spread).containsExactly(1, null, 3);
    assertThat(value.of(spread)).containsExactly(3, 1);
  }
}
