// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The emulator does what the connector's tests lean on. */
@ExtendWith(KinesisEmulatorExtension.class)
final class KinesisEmulatorTest {
  @Test
  void keepsRecordsInTheShardThatWasAskedFor(KinesisEmulator kinesis) {
    kinesis.createStream("chosen-shards", 2);
    List<Shard> shards = kinesis.openShards("chosen-shards");

    kinesis.put("chosen-shards", shards.get(0), "same-key", "first");
    kinesis.put("chosen-shards", shards.get(1), "same-key", "second");

    assertThat(texts(kinesis.records("chosen-shards", shards.get(0)))).containsExactly("first");
    assertThat(texts(kinesis.records("chosen-shards", shards.get(1)))).containsExactly("second");
    assertThat(kinesis.describe("chosen-shards").streamStatus()).isEqualTo(StreamStatus.ACTIVE);
  }

  @Test
  void splitsAShardAndKeepsItsRecords(KinesisEmulator kinesis) {
    kinesis.createStream("split", 1);
    Shard parent = kinesis.openShards("split").get(0);
    kinesis.put("split", "before", "old");

    kinesis.splitShard("split", parent);
    kinesis.put("split", "after", "new");

    assertThat(kinesis.openShards("split"))
        .hasSize(2)
        .allMatch(child -> parent.shardId().equals(child.parentShardId()));
    assertThat(texts(kinesis.records("split"))).containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void listensOnLoopbackOnly(KinesisEmulator kinesis) throws Exception {
    int port = kinesis.endpoint().getPort();
    assertThat(Loopback.accepts(port)).isTrue();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThat(accepts(address, port)).as("%s", address).isFalse();
        }
      }
    }
  }

  @Test
  void isGoneWhenStopped() {
    KinesisEmulator own = KinesisEmulator.start();
    int port = own.endpoint().getPort();
    own.stop();
    assertThat(Loopback.accepts(port)).isFalse();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static List<String> texts(List<Record> records) {
    return records.stream()
        .map(record -> record.data().asUtf8String())
        .collect(Collectors.toList());
  }
}
