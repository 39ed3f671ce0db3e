// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.TableStreamWire;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.ErrorPolicy;
import dev.drey.row.BadRecord;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of a server on loopback that speaks the protocol of DynamoDB Streams. */
@Timeout(120)
class TableStreamWireTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final String ARN =
      "arn:aws:dynamodb:eu-central-1:123456789012:table/cards/stream/2026-01-01T00:00:00.000";
  private static final Duration LONG = Duration.ofSeconds(40);

  /** What the job at hand has read; its task managers run in this JVM. */
  private static final ConcurrentLinkedQueue<String> SEEN = new ConcurrentLinkedQueue<>();

  private static final Set<Integer> READERS = ConcurrentHashMap.newKeySet();

  private final TableStreamWire stream = new TableStreamWire(ARN);

  @TempDir private Path folder;

  @BeforeEach
  void forget() {
    SEEN.clear();
    READERS.clear();
  }

  @AfterEach
  void stop() {
    stream.close();
  }

  private static String shard(int number) {
    return "shardId-00000001767225600000-0123456" + number;
  }

  private static RowType type(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      int blank = column.indexOf(' ');
      try {
        fields.add(
            Field.of(
                column.substring(0, blank),
                DataTypeParser.parse(column.substring(blank + 1), name -> Optional.empty())));
      } catch (TypeSyntaxException wrong) {
        throw new AssertionError(column, wrong);
      }
    }
    return RowType.of(fields);
  }

  private SourceRun source(String rows, String startFrom, String... columns) {
    Map<String, Object> options = DynamoDbOf.table("cards", stream.endpoint());
    options.remove("table");
    options.put("stream", ARN);
    options.put("rows", rows);
    options.put("startFrom", startFrom);
    options.put("shardDiscovery", Duration.ofSeconds(1));
    options.put("pollInterval", Duration.ofMillis(200));
    return SourceRun.of(new DynamoDbConnector(), OptionValues.of(options), type(columns));
  }

  private JobID start(SourceRun source) throws Exception {
    return start(source, 1, 3, null);
  }

  private JobID start(SourceRun source, int parallelism, int restarts, @Nullable Path savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "200ms");
    configuration.setString("execution.checkpointing.dir", folder.toUri().toString());
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", Integer.toString(restarts));
    configuration.setString("restart-strategy.fixed-delay.delay", "100ms");
    configuration.setString("pipeline.generic-types", "false");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    SingleOutputStreamOperator<Object[]> rows = source.add(environment).uid("source");
    rows.map(new Seen()).returns(rows.getType()).uid("seen").setParallelism(rows.getParallelism());
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(savepoint.toUri().toString(), false));
    }
    return CLUSTER.start(graph);
  }

  /** Chained to the source, so that nothing is between what it emits and what is seen. */
  private static final class Seen extends RichMapFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public Object[] map(Object[] row) {
      SEEN.add(text(row));
      READERS.add(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
      return row;
    }
  }

  private static String text(Object[] row) {
    if (BadRecord.isBad(row)) {
      Object[] bad = ((BadRecord) row[0]).row();
      return "bad " + bad[1] + " " + Arrays.asList(bad).subList(4, bad.length);
    }
    return Arrays.deepToString(row);
  }

  private static void await(int rows) {
    Poll.until(rows + " rows", LONG, () -> " of " + SEEN, () -> SEEN.size() >= rows);
  }

  /** A version of an item. */
  private void put(int shard, String key, int version) throws IOException {
    stream.write(
        shard(shard),
        version == 0 ? "INSERT" : "MODIFY",
        "{\"Keys\": {\"k\": {\"S\": \""
            + key
            + "\"}}, \"NewImage\": {\"k\": {\"S\": \""
            + key
            + "\"}, \"v\": {\"N\": \""
            + version
            + "\"}}}");
  }

  private void remove(int shard, String key) throws IOException {
    stream.write(shard(shard), "REMOVE", "{\"Keys\": {\"k\": {\"S\": \"" + key + "\"}}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "changes"})
  @Shows(
      connector = "dynamodb",
      role = Kind.SOURCE,
      contract = {Contract.GUARANTEE, Contract.THROTTLED, Contract.RESTART})
  void whatIsDoneToAnItemIsInOrderAndNothingIsLostOrComesTwice(String rows) throws Exception {
    boolean changes = rows.equals("changes");
    // A shard, the two that took over from it, and one behind these: a key is in one at a time.
    stream.open(shard(1), "");
    IntStream.range(0, 10).forEach(version -> putBoth(1, version));
    stream.close(shard(1));
    stream.open(shard(2), shard(1));
    stream.open(shard(3), shard(1));
    for (int version = 10; version < 15; version++) {
      put(2, "a", version);
      put(3, "b", version);
    }
    stream.close(shard(2));
    stream.open(shard(4), shard(2));
    put(4, "a", 15);
    stream.failNextRead(400, "LimitExceededException", "Slow down.");
    stream.failNextRead(500, "InternalServerError", "again");
    SourceRun source =
        changes
            ? source(rows, "trim_horizon", "v INT", "k STRING NOT NULL").keys(1)
            : source(rows, "trim_horizon", "new ROW<v INT>", "keys ROW<k STRING>", "event STRING");
    source = source.metadata(Map.of("n", "sequenceNumber"));
    JobID job = start(source, 2, 3, null);
    await(20);
    stream.expireIterators();
    await(31);
    assertInOrder(15, 14);
    // Two tasks could not keep the order of items that change until these are where they are kept.
    assertThat(READERS).hasSize(changes ? 1 : 2);

    Path savepoint = CLUSTER.stopWithSavepoint(job, folder.resolve("savepoints"));
    put(4, "a", 16);
    put(3, "b", 15);
    stream.close(shard(3));
    stream.open(shard(5), shard(3));
    put(5, "b", 16);
    remove(5, "b");
    job = start(source, 3, 3, savepoint);
    await(35);
    CLUSTER.awaitCheckpoints(job, 2);
    CLUSTER.replaceTaskManager();
    put(4, "a", 17);
    Poll.until("the last row", LONG, () -> versions("a").contains(17));
    CLUSTER.stop(job);

    assertThat(SEEN.stream().filter(row -> row.startsWith("[null")))
        .hasSize(1)
        .allMatch(
            row ->
                row.matches(
                    changes ? "\\[null, b, \\d+, DELETE]" : "\\[null, \\[b], REMOVE, \\d+]"));
    assertInOrder(17, 16);
    assertThat(stream.requests()).doesNotContain("ListStreams");
  }

  private void putBoth(int shard, int version) {
    try {
      put(shard, "a", version);
      put(shard, "b", version);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Of rows that begin with the version and the key. */
  private static List<Integer> versions(String key) {
    return SEEN.stream()
        .map(row -> row.replaceAll("[\\[\\]]", "").split(", ", -1))
        .filter(row -> row[1].equals(key) && !row[0].equals("null"))
        .map(row -> Integer.valueOf(row[0]))
        .collect(Collectors.toList());
  }

  /** Each version once, one behind the other. */
  private static void assertInOrder(int lastOfA, int lastOfB) {
    assertThat(versions("a"))
        .isEqualTo(IntStream.rangeClosed(0, lastOfA).boxed().collect(Collectors.toList()));
    assertThat(versions("b"))
        .isEqualTo(IntStream.rangeClosed(0, lastOfB).boxed().collect(Collectors.toList()));
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.SOURCE, contract = Contract.POISON_RECORD)
  void eventsHaveEveryTypeOfAttributesAndWhatDoesNotFitIsBad() throws Exception {
    stream.open(shard(1), "");
    String item =
        "{\"k\": {\"S\": \"c1\"}, \"n\": {\"N\": \"12.50\"}, \"t\": {\"BOOL\": true}, \"b\":"
            + " {\"B\": \"yv4=\"}, \"ss\": {\"SS\": [\"x\", \"y\"]}, \"ns\": {\"NS\": [\"1\","
            + " \"2\"]}, \"bs\": {\"BS\": [\"yv4=\"]}, \"l\": {\"L\": [{\"N\": \"7\"}, {\"NULL\":"
            + " true}]}, \"m\": {\"M\": {\"in\": {\"S\": \"deep\"}}}, \"nothing\": {\"NULL\":"
            + " true}}";
    stream.write(
        shard(1), "INSERT", "{\"Keys\": {\"k\": {\"S\": \"c1\"}}, \"NewImage\": " + item + "}");
    stream.write(
        shard(1),
        "MODIFY",
        "{\"Keys\": {\"k\": {\"S\": \"c1\"}}, \"NewImage\": {\"k\": {\"S\": \"c1\"}, \"n\": {\"S\":"
            + " \"many\"}}, \"OldImage\": "
            + item
            + "}");
    stream.write(
        shard(1), "REMOVE", "{\"Keys\": {\"k\": {\"S\": \"c1\"}}, \"OldImage\": " + item + "}");
    String columns =
        "ROW<k STRING, n DECIMAL(8, 2), t BOOLEAN, b BYTES, ss ARRAY<STRING>, ns ARRAY<INT>, bs"
            + " ARRAY<BYTES>, l ARRAY<INT>, m ROW<`in` STRING>, nothing STRING, absent INT>";

    JobID job =
        start(
            source(
                    "events",
                    "trim_horizon",
                    "event STRING NOT NULL",
                    "keys ROW<k STRING NOT NULL>",
                    "old " + columns,
                    "new " + columns)
                .metadata(Map.of("at", "approximateCreationTime"))
                .onError(ErrorPolicy.EMIT));
    await(3);
    CLUSTER.stop(job);

    String read =
        "[c1, 12.50, true, [-54, -2], [x, y], [1, 2], [[B@0], [7, null], [deep], null, null]";
    assertThat(SEEN.stream().map(row -> row.replaceAll("\\[B@[0-9a-f]+", "[B@0")))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("[INSERT, [c1], null, " + read + ", 1767225600000]"),
            row ->
                assertThat(row)
                    .startsWith("bad column `new.n` wants DECIMAL(8, 2), the record has the text")
                    .contains(shard(1)),
            row -> assertThat(row).isEqualTo("[REMOVE, [c1], " + read + ", null, 1767225600000]"));
  }

  @Test
  void fromTheEndNothingOldIsRead() throws Exception {
    stream.open(shard(1), "");
    put(1, "a", 0);
    stream.close(shard(1));
    stream.open(shard(2), shard(1));
    put(2, "a", 1);
    JobID job = start(source("changes", "latest", "v INT", "k STRING NOT NULL").keys(1));
    Poll.until(
        "a read", LONG, () -> stream.requests().stream().filter("GetRecords"::equals).count() > 1);

    put(2, "a", 2);
    stream.close(shard(2));
    // The service lists it before those that have been seen.
    stream.open(shard(0), shard(2));
    put(0, "a", 3);
    await(2);
    CLUSTER.stop(job);

    assertThat(SEEN).containsExactly("[2, a, PUT]", "[3, a, PUT]");
  }

  @Test
  void whatIsKeptNoLongerIsLeftOut() throws Exception {
    stream.open(shard(1), "");
    put(1, "a", 0);
    SourceRun source = source("changes", "trim_horizon", "v INT", "k STRING NOT NULL").keys(1);
    JobID job = start(source);
    await(1);
    Path savepoint = CLUSTER.stopWithSavepoint(job, folder.resolve("savepoints"));
    // A day later: what the savepoint stopped at is gone, and of the child its parent.
    put(1, "a", 1);
    put(1, "a", 2);
    stream.trim(shard(1), 2);
    stream.open(shard(2), shard(0));
    put(2, "b", 0);
    job = start(source, 1, 3, savepoint);
    await(3);
    // And a shard that is read to its end.
    stream.close(shard(1));
    put(2, "b", 1);
    await(4);
    savepoint = CLUSTER.stopWithSavepoint(job, folder.resolve("later"));
    stream.forget(shard(1));
    put(2, "b", 2);
    job = start(source, 1, 3, savepoint);
    await(5);
    CLUSTER.stop(job);

    assertThat(versions("a")).containsExactly(0, 2);
    assertThat(versions("b")).containsExactly(0, 1, 2);
  }

  @Test
  @Shows(
      connector = "dynamodb",
      role = Kind.SOURCE,
      contract = {Contract.BAD_CREDENTIALS, Contract.POISON_RECORD})
  void whatCannotBeReadEndsTheJobAndIsNamed() throws Exception {
    stream.open(shard(1), "");
    put(1, "a", 0);
    String[] columns = {"v INT NOT NULL", "k STRING"};
    assertThat(failure(source("changes", "trim_horizon", columns).keys(0)))
        .contains("bad record in source `input`")
        .contains("shardId " + shard(1))
        .contains("the table's primary key is k, and the source's `key` is v");
    remove(1, "a");
    stream.write(shard(1), "MODIFY", "{\"Keys\": {\"k\": {\"S\": \"a\"}}}");
    assertThat(failure(source("changes", "trim_horizon", "k STRING NOT NULL").keys(0)))
        .contains("its view type must be NEW_IMAGE or NEW_AND_OLD_IMAGES");

    stream.answerOnly("another");
    assertThat(failure(source("events", "latest", "event STRING")))
        .contains("source `input` cannot read the stream " + ARN)
        .contains("The security token included in the request is invalid.");
    stream.answerOnly("");
    stream.failNextRead(400, "AccessDeniedException", "may not perform dynamodb:GetRecords");
    assertThat(failure(source("events", "latest", "event STRING")))
        .contains("may not perform dynamodb:GetRecords");
  }

  private String failure(SourceRun source) throws Exception {
    return ExceptionUtils.stringifyException(CLUSTER.failure(start(source, 1, 0, null)));
  }
}
