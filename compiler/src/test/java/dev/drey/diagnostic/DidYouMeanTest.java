// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
  private static final List<String> NAMES = List.of("amount", "merchant", "card_id", "ts");

  @Test
  void offersANearMiss() {
    assertThat(DidYouMean.closest("amont", NAMES)).contains("amount");
    assertThat(DidYouMean.closest("maount", NAMES)).contains("amount");
    assertThat(DidYouMean.closest("cardid", NAMES)).contains("card_id");
  }

  @Test
  void offersAnotherLetterCase() {
    assertThat(DidYouMean.closest("MERCHANT", NAMES)).contains("merchant");
  }

  @Test
  void offersNothingThatIsFar() {
    assertThat(DidYouMean.closest("total", NAMES)).isEmpty();
    assertThat(DidYouMean.closest("id", NAMES)).isEmpty();
    assertThat(DidYouMean.closest("timestamp", NAMES)).isEmpty();
  }

  @Test
  void offersTheFirstAmongEquals() {
    assertThat(DidYouMean.closest("tx", List.of("ts", "ty"))).contains("ts");
  }
}
