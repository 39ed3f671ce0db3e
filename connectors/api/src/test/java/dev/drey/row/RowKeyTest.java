// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are equal by what they hold, and hash to the same number in every JVM. */
class RowKeyTest {
  @Test
  void equalWhereTheValuesAre() {
    assertThat(key("a", null, new byte[] {1, 2}))
        .isEqualTo(key("a", null, new byte[] {1, 2}))
        .hasSameHashCodeAs(key("a", null, new byte[] {1, 2}))
        .isNotEqualTo(key("a", null, new byte[] {1, 3}))
        .isNotEqualTo(key("a", "", new byte[] {1, 2}))
        .isNotEqualTo(key("a", null));
    assertThat(key((Object) new Object[] {List.of(1, 2)}))
        .isEqualTo(key((Object) new Object[] {Arrays.asList(1, 2)}));
    assertThat(key()).isEqualTo(key());
  }

  @Test
  void theHashIsSpecified() {
    // 31-polynomials over the specified hashes of the values, computed by hand:
    // "ab" is 97 * 31 + 98 = 3105; 7L is 7; 1.5 as BigDecimal is 31 * 15 + 1 = 466.
    assertThat(key("ab").hashCode()).isEqualTo(31 + 3105);
    assertThat(key("ab", 7L).hashCode()).isEqualTo((31 + 3105) * 31 + 7);
    assertThat(key(new BigDecimal("1.5")).hashCode()).isEqualTo(31 + 466);
    assertThat(key((Object) null).hashCode()).isEqualTo(31);
    // Bytes: ((1 * 31) + 5) * 31 + 6.
    assertThat(key((Object) new byte[] {5, 6}).hashCode()).isEqualTo(31 + (31 + 5) * 31 + 6);
  }

  private static RowKey key(@Nullable Object... values) {
    return new RowKey(values);
  }
}
