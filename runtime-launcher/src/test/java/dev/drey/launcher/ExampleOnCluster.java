// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.ExamplePipeline;
import dev.drey.backend.FlinkCluster;
import dev.drey.backend.FlinkRest;
import dev.drey.backend.KinesisEmulator;
import dev.drey.deploy.SpecProperties;
import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.testkit.Poll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * An example as it is deployed: the JAR on a cluster of two processes that reads the example's data
 * from a stream of two shards, and whose task manager dies on the way.
 */
final class ExampleOnCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ExamplePipeline example;
  private final String stream;
  private final String keyColumn;
  private final KinesisEmulator kinesis = KinesisEmulator.start();
  private final FlinkCluster cluster = FlinkCluster.start();

  /**
   * @param keyColumn the field of the data, a text, by which a record goes into a shard
   */
  ExampleOnCluster(ExamplePipeline example, String stream, String keyColumn) {
    this.example = example;
    this.stream = stream;
    this.keyColumn = keyColumn;
    kinesis.createStream(stream, 2);
  }

  /**
   * Sends the data and waits for the results.
   *
   * @param params beside those of the stream
   * @param last a record so late that the windows before it are complete
   * @param begun whether the first results are there
   * @param done whether all of them are
   */
  void run(
      Path folder,
      Map<String, String> params,
      List<String> records,
      String last,
      Callable<Boolean> begun,
      Callable<Boolean> done)
      throws Exception {
    int half = records.size() / 2;
    FlinkRest rest = cluster.rest();
    String properties = properties(folder, params).toString();
    String job = rest.run(rest.upload(LauncherJar.find()), List.of("--properties", properties));
    send(records.subList(0, half));
    Poll.until("results of the first half", PATIENCE, begun);
    int completed = rest.completedCheckpoints(job);
    Poll.until("another checkpoint", PATIENCE, () -> rest.completedCheckpoints(job) > completed);
    cluster.killTaskManager();
    send(records.subList(half, records.size()));
    cluster.startTaskManager();
    for (Shard shard : kinesis.shards(stream)) {
      kinesis.put(stream, shard, "last", last);
    }
    Poll.until("every result", PATIENCE, done);
    assertThat(rest.restores(job)).isGreaterThanOrEqualTo(1);
    rest.cancel(job);
  }

  private Path properties(Path folder, Map<String, String> params) throws Exception {
    Map<String, String> all = new HashMap<>(params);
    all.put("region", KinesisEmulator.REGION);
    all.put("input_stream", stream);
    all.put("kinesis_endpoint", kinesis.endpoint().toString());
    return new ApplicationProperties()
        .group(
            SpecProperties.SPEC_GROUP,
            SpecProperties.write(Files.readString(example.spec()), Layout.GZIP).orElseThrow())
        .group(SpecProperties.PARAMS_GROUP, all)
        .write(folder);
  }

  /** Records of one key go into one shard, in order, as who sends them would do it. */
  private void send(List<String> records) {
    String before = "\"" + keyColumn + "\":\"";
    for (String record : records) {
      int at = record.indexOf(before);
      int start = at + before.length();
      String key = at < 0 ? "none" : record.substring(start, record.indexOf('"', start));
      kinesis.put(stream, key, record);
    }
  }

  @Override
  public void close() {
    cluster.close();
    kinesis.close();
  }
}
