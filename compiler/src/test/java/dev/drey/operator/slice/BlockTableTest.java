// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BlockTableTest {
  private static final long SEED = Long.getLong("drey.seed", System.nanoTime());

  @Test
  void itHasWhatAMapOfListsHas() {
    Random random = new Random(SEED);
    for (int run = 0; run < 20; run++) {
      BlockTable table = new BlockTable(1 << 12);
      Map<Integer, List<Integer>> expected = new TreeMap<>();
      int[] hashes = random.ints(1 + random.nextInt(300)).toArray();
      int pairs = 0;
      for (int i = 0; i < 2_000; i++) {
        int hash = hashes[random.nextInt(hashes.length)];
        List<Integer> blocks = expected.computeIfAbsent(hash, absent -> new ArrayList<>());
        if (!blocks.isEmpty() && random.nextInt(5) < 2) {
          table.remove(hash, blocks.remove(random.nextInt(blocks.size())));
          pairs--;
        } else if (table.add(hash, i)) {
          blocks.add(i);
          pairs++;
        } else {
          assertThat(pairs).as("pairs for which there is room, seed %d", SEED).isEqualTo(384);
        }
      }
      assertThat(table.bytes()).isLessThanOrEqualTo(1 << 12);
      expected.forEach(
          (hash, blocks) ->
              assertThat(blocks(table, hash))
                  .as("seed %d", SEED)
                  .containsExactlyInAnyOrderElementsOf(blocks));
    }
  }

  @Test
  void whatIsNotThereCannotBeTakenOut() {
    BlockTable table = new BlockTable(1 << 12);
    table.add(1, 7);

    assertThatThrownBy(() -> table.remove(1, 8)).isInstanceOf(IllegalStateException.class);
  }

  private static List<Integer> blocks(BlockTable table, int hash) {
    List<Integer> blocks = new ArrayList<>();
    for (int place = table.first(hash); place >= 0; place = table.next(place, hash)) {
      blocks.add(table.block(place));
    }
    return blocks;
  }
}
