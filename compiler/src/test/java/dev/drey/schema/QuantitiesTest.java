// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Durations, with and without a sign. */
class QuantitiesTest {
  @Test
  void aSignStandsInFrontAndOnlyWhereItMay() {
    assertThat(Quantities.signedDuration("-8h")).contains(Duration.ofHours(-8));
    assertThat(Quantities.signedDuration("-5h30m")).contains(Duration.ofMinutes(-330));
    assertThat(Quantities.signedDuration("15m")).contains(Duration.ofMinutes(15));
    for (String wrong : new String[] {"-", "--8h", "- 8h", "+8h", "8h-", "-8", "1h-30m", ""}) {
      assertThat(Quantities.signedDuration(wrong)).as(wrong).isEmpty();
      assertThat(wrong).doesNotContainPattern(Quantities.SIGNED_DURATION);
    }
    assertThat("-8h").containsPattern(Quantities.SIGNED_DURATION);
    assertThat(Quantities.duration("-8h")).isEmpty();
  }
}
