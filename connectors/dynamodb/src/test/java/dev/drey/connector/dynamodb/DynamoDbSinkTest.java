// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.DynamoDbEmulatorExtension;
import dev.drey.backend.DynamoDbProxy;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a sink makes of a table, also where the service is busy. */
@Timeout(120)
@ExtendWith(DynamoDbEmulatorExtension.class)
final class DynamoDbSinkTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.string().notNull()), Field.of("n", DataType.of(TypeKind.BIGINT)));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @TempDir Path folder;

  private static SinkTrial trial(RowType type, Map<String, Object> options) {
    return SinkTrial.of(new DynamoDbConnector(), type, OptionValues.of(options));
  }

  private static Map<String, Long> numbers(DynamoDbEmulator dynamo, String table) {
    Map<String, Long> numbers = new TreeMap<>();
    for (Map<String, AttributeValue> item : dynamo.items(table)) {
      numbers.put(attribute(item, "id").s(), Long.valueOf(attribute(item, "n").n()));
    }
    return numbers;
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), name);
  }

  @Test
  void columnsAreAttributesOfTheirTypes(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("typed", "id:S", "sort:N");
    RowType type =
        RowType.of(
            Field.of("id", DataType.string().notNull()),
            Field.of("sort", DataType.of(TypeKind.INT).notNull()),
            Field.of("amount", DataType.decimal(12, 2)),
            Field.of("share", DataType.of(TypeKind.DOUBLE)),
            Field.of("paid", DataType.of(TypeKind.BOOLEAN)),
            Field.of("raw", DataType.bytes()),
            Field.of("day", DataType.of(TypeKind.DATE)),
            Field.of("at", DataType.of(TypeKind.TIMESTAMP_LTZ)),
            Field.of("tags", DataType.array(DataType.string())),
            Field.of("counts", DataType.map(DataType.string(), DataType.of(TypeKind.INT))),
            Field.of("place", DataType.row(RowType.of(Field.of("country", DataType.string())))),
            Field.of("absent", DataType.string()));

    trial(type, DynamoDbOf.sink("typed", dynamo.endpoint(), "id", "sort"))
        .run(
            CLUSTER,
            List.<Object[]>of(
                new Object[] {
                  "a",
                  7,
                  new BigDecimal("10.50"),
                  0.25,
                  true,
                  new byte[] {1, 2},
                  0,
                  1_767_225_600_000L,
                  new ArrayList<>(List.of("x", "y")),
                  new TreeMap<>(Map.of("k", 3)),
                  new Object[] {"DE"},
                  null
                }));

    Map<String, AttributeValue> item = dynamo.items("typed").get(0);
    assertThat(attribute(item, "id")).isEqualTo(AttributeValue.fromS("a"));
    assertThat(attribute(item, "sort")).isEqualTo(AttributeValue.fromN("7"));
    assertThat(new BigDecimal(attribute(item, "amount").n())).isEqualByComparingTo("10.5");
    assertThat(attribute(item, "share")).isEqualTo(AttributeValue.fromN("0.25"));
    assertThat(attribute(item, "paid")).isEqualTo(AttributeValue.fromBool(true));
    assertThat(attribute(item, "raw").b()).isEqualTo(SdkBytes.fromByteArray(new byte[] {1, 2}));
    assertThat(attribute(item, "day")).isEqualTo(AttributeValue.fromS("1970-01-01"));
    // date -u -d @1767225600
    assertThat(attribute(item, "at").s()).startsWith("2026-01-01T00:00:00").endsWith("Z");
    assertThat(attribute(item, "tags").l())
        .containsExactly(AttributeValue.fromS("x"), AttributeValue.fromS("y"));
    assertThat(attribute(item, "counts").m()).containsEntry("k", AttributeValue.fromN("3"));
    assertThat(attribute(item, "place").m()).containsEntry("country", AttributeValue.fromS("DE"));
    assertThat(item).doesNotContainKey("absent");
  }

  /** The table ends as a map does to which the same puts and removals are made, in order. */
  @Test
  @Shows(
      connector = "dynamodb",
      role = Kind.SINK,
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void theLastWriteOfEachKeyHoldsWhateverIsSentAgain(DynamoDbEmulator dynamo) throws Exception {
    long seed = SeedFor.test("DynamoDbSinkTest");
    Random random = new Random(seed);
    dynamo.createTable("changing", "id:S");
    List<Object[]> rows = new ArrayList<>();
    Map<String, Long> model = new TreeMap<>();
    for (long n = 0; n < 3000; n++) {
      String id = "key " + random.nextInt(60);
      boolean delete = random.nextInt(4) == 0;
      if (delete) {
        model.remove(id);
        rows.add(RowChange.DELETE.of(new Object[] {id, null}));
      } else {
        model.put(id, n);
        rows.add(RowChange.PUT.of(new Object[] {id, n}));
      }
    }
    try (DynamoDbProxy proxy = new DynamoDbProxy(dynamo)) {
      for (int i = 0; i < 40; i++) {
        if (random.nextBoolean()) {
          proxy.processOfNext(random.nextInt(10));
        } else {
          proxy.failNext(400, "ProvisionedThroughputExceededException", "too much");
        }
      }

      assertThat(
              trial(TYPE, DynamoDbOf.sink("changing", proxy.endpoint(), "id"))
                  .changes(ChangeMode.UPSERT)
                  .run(CLUSTER, rows))
          .isEmpty();

      assertThat(numbers(dynamo, "changing")).as("seed %d", seed).isEqualTo(model);
      assertThat(proxy.requests())
          .allMatch(each -> each.matches("BatchWriteItem ([1-9]|1\\d|2[0-5])"));
    }
  }

  @Test
  @Shows(
      connector = "dynamodb",
      role = Kind.SINK,
      contract = {Contract.POISON_RECORD, Contract.OVERSIZED_RECORD})
  void itemsThatTheServiceRefusesAreFoundAndSetAside(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("poison", "id:S");
    List<Object[]> rows =
        IntStream.range(0, 60)
            .mapToObj(i -> new Object[] {i == 33 ? "" : "key " + i, (long) i})
            .collect(Collectors.toList());
    rows.add(new Object[] {"x".repeat(410 * 1024), 60L});

    List<Object[]> refused =
        trial(TYPE, DynamoDbOf.sink("poison", dynamo.endpoint(), "id")).run(CLUSTER, rows);

    assertThat(refused).extracting(row -> row[1]).containsExactlyInAnyOrder(33L, 60L);
    assertThat(refused)
        .filteredOn(row -> row[1].equals(33L))
        .allMatch(row -> String.valueOf(row[3]).startsWith("ValidationException: "));
    assertThat(refused)
        .filteredOn(row -> row[1].equals(60L))
        .allMatch(row -> String.valueOf(row[3]).endsWith("and the most that is taken is 409600"));
    assertThat(numbers(dynamo, "poison").values())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60)
                .filter(i -> i != 33)
                .mapToObj(Long::valueOf)
                .collect(Collectors.toList()));
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.SINK, contract = Contract.BAD_CREDENTIALS)
  void noTableAndNoCredentialsFailTheJob(DynamoDbEmulator dynamo) {
    List<Object[]> rows = List.<Object[]>of(new Object[] {"a", 1L});
    assertThatThrownBy(
            () ->
                trial(TYPE, DynamoDbOf.sink("no-such-table", dynamo.endpoint(), "id"))
                    .run(CLUSTER, rows))
        .hasStackTraceContaining("sink `out` cannot write: Requested resource not found");
    try (DynamoDbProxy proxy = new DynamoDbProxy(dynamo)) {
      proxy.failNext(400, "UnrecognizedClientException", "The security token is invalid.");
      assertThatThrownBy(
              () -> trial(TYPE, DynamoDbOf.sink("any", proxy.endpoint(), "id")).run(CLUSTER, rows))
          .hasStackTraceContaining("sink `out` cannot write: The security token is invalid.");
    }
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.SINK, contract = Contract.RESTART)
  void aJobThatStartsAgainLosesNothing(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("restarted", "id:S");
    List<Object[]> rows =
        IntStream.range(0, 2000)
            .mapToObj(i -> new Object[] {"key " + i % 700, (long) i})
            .collect(Collectors.toList());
    Map<String, Object> options = DynamoDbOf.sink("restarted", dynamo.endpoint(), "id");
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    Path marker = folder.resolve("failed");

    trial(TYPE, options).runFailingOnce(CLUSTER, rows, marker, 300);

    assertThat(marker).exists();
    Map<String, Long> last = new TreeMap<>();
    rows.forEach(row -> last.put((String) row[0], (Long) row[1]));
    assertThat(numbers(dynamo, "restarted")).isEqualTo(last);
  }
}
