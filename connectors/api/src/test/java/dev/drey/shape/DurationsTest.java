// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
  private static final Duration NINETY_MINUTES = Duration.ofMinutes(90);

  @Test
  void inOneUnit() {
    assertThat(Durations.text(NINETY_MINUTES)).isEqualTo("90m");
    assertThat(Durations.text(Duration.ofDays(7))).isEqualTo("7d");
    assertThat(Durations.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(Durations.text(Duration.ZERO)).isEqualTo("0s");
  }

  @Test
  void inAllUnitsThatItFills() {
    assertThat(Durations.parts(NINETY_MINUTES)).isEqualTo("1h30m");
    assertThat(Durations.parts(Duration.ofDays(7))).isEqualTo("7d");
    assertThat(Durations.parts(Duration.ofMillis(90_061_001))).isEqualTo("1d1h1m1s1ms");
    assertThat(Durations.parts(Duration.ofMillis(1500))).isEqualTo("1s500ms");
    assertThat(Durations.parts(Duration.ZERO)).isEqualTo("0s");
  }
}
