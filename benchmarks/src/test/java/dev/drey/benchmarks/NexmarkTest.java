// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each query of Nexmark gives the rows that Flink SQL gives of the same events. */
class NexmarkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Records EVENTS = NexmarkEvents.generate(60_000);

  @ParameterizedTest
  @EnumSource(NexmarkQuery.class)
  void theRowsAreThoseOfFlinkSql(NexmarkQuery query) throws Exception {
    List<String> expected = rows(query, Peer.SQL_REUSE);

    assertThat(expected).isNotEmpty();
    assertThat(rows(query, Peer.DREY)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The proportions that the benchmark has published. */
  @Test
  void ofFiftyEventsOneIsAPersonAndThreeAreAuctions() throws Exception {
    Map<Integer, Integer> types = new HashMap<>();
    Map<Long, Integer> auctions = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      ObjectNode event = (ObjectNode) JSON.readTree(EVENTS.get(i));
      types.merge(event.get("event_type").asInt(), 1, Integer::sum);
      if (event.has("bid")) {
        auctions.merge(event.get("bid").get("auction").asLong() % 100, 1, Integer::sum);
      }
    }

    assertThat(types).isEqualTo(Map.of(0, 1_000, 1, 3_000, 2, 46_000));
    // Half of the bids are for every hundredth auction, and of the others one in a hundred.
    assertThat(auctions.get(0L)).isBetween(22_500, 24_000);
  }

  private static List<String> rows(NexmarkQuery query, Peer peer) throws Exception {
    new Nexmark(query, EVENTS).run(peer, Setting.of(Backend.HEAP, 1), true);
    List<ObjectNode> rows = new ArrayList<>();
    Map<String, ObjectNode> last = new HashMap<>();
    for (byte[] bytes : Bench.collected()) {
      boolean deleted = bytes[0] == '-';
      ObjectNode row =
          (ObjectNode) JSON.readTree(bytes, deleted ? 1 : 0, bytes.length - (deleted ? 1 : 0));
      if (query.key().isEmpty()) {
        assertThat(deleted).isFalse();
        rows.add(row);
      } else {
        String key = query.key().stream().map(row::get).collect(Collectors.toList()).toString();
        last.remove(key);
        if (!deleted) {
          last.put(key, row);
        }
      }
    }
    rows.addAll(last.values());
    return rows.stream().map(NormalRow::of).collect(Collectors.toList());
  }
}
