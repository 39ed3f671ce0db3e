// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.row.RowSerializer;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which rows a sample keeps: by their values alone, the same in each release. */
class SampleFunctionTest {
  private static final RowType NUMBER = RowType.of(Field.of("n", DataType.of(TypeKind.INT)));

  private static SampleFunction sample(String share) {
    return new SampleFunction(new BigDecimal(share), List.of(0), new RowSerializer(NUMBER));
  }

  private static List<Integer> kept(String share, int below) {
    SampleFunction sample = sample(share);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < below; i++) {
      if (sample.filter(new Object[] {i, "beside"})) {
        kept.add(i);
      }
    }
    return kept;
  }

  /**
   * The values of which MurmurHash3 x64 128, as its author has published it, of a zero byte and a
   * byte of twice the number (which is how a small INT is written), with seed 0x64726579, is in the
   * lowest quarter.
   */
  @Test
  void keepsWhatItsHashSays() {
    assertThat(kept("0.25", 40)).containsExactly(5, 7, 11, 12, 19, 20, 26, 28, 32, 36, 37, 38);
  }

  /** Of 100,000 draws of 1 % the standard deviation is 31.5: five of them are 158. */
  @Test
  void keepsAboutItsShare() {
    assertThat(kept("0.01", 100_000)).hasSizeBetween(842, 1158);
    assertThat(kept("0.5", 100_000)).hasSizeBetween(49_209, 50_791);
  }

  @Test
  void aSmallerShareIsAPartOfALargerOneAndAllIsAllAndNoneIsNone() {
    assertThat(kept("0.5", 1000)).containsAll(kept("0.1", 1000));
    assertThat(kept("1", 1000)).hasSize(1000);
    assertThat(kept("0", 1000)).isEmpty();
  }

  @Test
  void nullIsAValueAsAnyOther() {
    @Nullable Object[] none = {null, "x"};
    SampleFunction sample = sample("0.5");

    assertThat(sample.filter(none)).isEqualTo(sample.filter(none.clone()));
    assertThat(sample("1").filter(none)).isTrue();
  }
}
