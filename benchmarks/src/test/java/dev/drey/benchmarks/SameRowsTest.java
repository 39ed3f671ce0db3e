// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed must be the same work: every peer gives the same rows on a small input. */
class SameRowsTest {
  private static final int RECORDS = 2_000;

  @ParameterizedTest
  @EnumSource(Job.class)
  void everyPeerGivesTheRowsOfTheJobWrittenByHand(Job job) throws Exception {
    try (Trial trial = new Trial(job, CardTransactions.generate(RECORDS, job.input().every(500)))) {
      List<String> expected = rows(trial, Peer.HAND_REUSE);

      assertThat(expected).hasSizeGreaterThan(100);
      for (Peer peer : job.peers()) {
        if (peer == Peer.BYTES) {
          continue;
        }
        assertThat(rows(trial, peer)).as(peer.name()).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static List<String> rows(Trial trial, Peer peer) throws Exception {
    trial.run(peer, Setting.of(Backend.HEAP, 1), true);
    ObjectMapper mapper = new ObjectMapper();
    List<String> rows = new ArrayList<>();
    for (byte[] bytes : trial.results()) {
      rows.add(
          NormalRow.of((ObjectNode) mapper.readTree(trial.job().isAvro() ? json(bytes) : bytes)));
    }
    return rows;
  }

  /** Avro's own reader knows a record's JSON. */
  private static byte[] json(byte[] avro) throws IOException {
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(AvroTransactions.FEE)
            .read(null, DecoderFactory.get().binaryDecoder(avro, null));
    return record.toString().getBytes(StandardCharsets.UTF_8);
  }
}
