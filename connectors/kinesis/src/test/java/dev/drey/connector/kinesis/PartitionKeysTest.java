// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PartitionKeysTest {
  @Test
  void isTheExpressionsValueAsText() {
    assertThat(PartitionKeys.of(row -> row[0]).keyOf(new Object[] {42L})).isEqualTo("42");
  }

  @Test
  void isNoLongerThanKinesisTakes() {
    assertThat(PartitionKeys.of(row -> row[0]).keyOf(new Object[] {"k".repeat(300)}))
        .isEqualTo("k".repeat(256));
  }

  @Test
  void isAnotherForEachRowWhereThereIsNoKey() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      keys.add(PartitionKeys.of(null).keyOf(new Object[0]));
      keys.add(PartitionKeys.of(row -> null).keyOf(new Object[0]));
      keys.add(PartitionKeys.of(row -> "").keyOf(new Object[0]));
    }
    assertThat(keys).hasSize(300).doesNotContain("");
  }
}
