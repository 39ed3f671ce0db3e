// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.backend.SearchNode;
import dev.drey.backend.SearchNodeExtension;
import dev.drey.backend.SearchProxy;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.JobConnector;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Poll;
import dev.drey.testkit.SeedFor;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkTrial;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sinks make of the indices of a node of OpenSearch. */
@Timeout(180)
final class OpenSearchSinkTest {
  private static final RowType TYPE =
      RowType.of(Field.of("id", DataType.string()), Field.of("n", DataType.of(TypeKind.BIGINT)));
  private static final String FIELDS =
      "{\"id\": {\"type\": \"keyword\"}, \"n\": {\"type\": \"long\"}}";
  private static final Duration SOON = Duration.ofMinutes(1);

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();
  @RegisterExtension static final SearchNodeExtension NODE = new SearchNodeExtension();

  @TempDir Path folder;

  private final SearchNode node = NODE.node();

  private static Map<String, Object> options(URI url, String index) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("url", url.toString());
    options.put("index", index);
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    return options;
  }

  private static SinkTrial trial(
      JobConnector connector, RowType type, Map<String, Object> options, String... columns) {
    Map<String, RowFunction> expressions = new LinkedHashMap<>();
    for (String column : columns) {
      int position = type.indexOf(column);
      expressions.put(expressions.isEmpty() ? "id" : "indexSuffix", row -> row[position]);
      options.put(expressions.size() == 1 ? "id" : "indexSuffix", column);
    }
    return SinkTrial.of(connector, type, OptionValues.of(options)).expressions(expressions);
  }

  private static SinkTrial byId(Map<String, Object> options) {
    return byId(new OpenSearchConnector(), options);
  }

  private static SinkTrial byId(JobConnector connector, Map<String, Object> options) {
    return trial(connector, TYPE, options, "id");
  }

  /** There is no Elasticsearch to test against; its bulk requests are those of OpenSearch. */
  static List<JobConnector> both() {
    return List.of(new OpenSearchConnector(), new ElasticsearchConnector());
  }

  /** An index of the test's own, for each of the connectors. */
  private static String index(String name, JobConnector connector) {
    return name + "-" + connector.descriptor().name();
  }

  private Map<String, Long> numbers(String index) {
    Map<String, Long> numbers = new TreeMap<>();
    node.documents(index).forEach((id, document) -> numbers.put(id, document.path("n").asLong()));
    return numbers;
  }

  private static List<Object[]> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Object[] {"key " + i, (long) i})
        .collect(Collectors.toList());
  }

  @Test
  void columnsAreFieldsOfDocuments() throws Exception {
    RowType type =
        RowType.of(
            Field.of("id", DataType.string().notNull()),
            Field.of("amount", DataType.decimal(12, 2)),
            Field.of("paid", DataType.of(TypeKind.BOOLEAN)),
            Field.of("raw", DataType.bytes()),
            Field.of("at", DataType.of(TypeKind.TIMESTAMP_LTZ)),
            Field.of("tags", DataType.array(DataType.string())),
            Field.of("place", DataType.row(RowType.of(Field.of("country", DataType.string())))),
            Field.of("absent", DataType.string()));
    node.createIndex(
        "typed",
        "{\"id\": {\"type\": \"keyword\"}, \"amount\": {\"type\": \"double\"},"
            + " \"paid\": {\"type\": \"boolean\"}, \"raw\": {\"type\": \"binary\"}, \"at\":"
            + " {\"type\": \"date\"}, \"tags\": {\"type\": \"keyword\"}, \"place\":"
            + " {\"properties\": {\"country\": {\"type\": \"keyword\"}}}, \"absent\": {\"type\":"
            + " \"text\"}}");
    Object[] row = {
      "a/b \"1\"\n ü",
      new BigDecimal("10.50"),
      true,
      new byte[] {1, 2},
      // date -u -d @1767225600
      1_767_225_600_000L,
      new ArrayList<>(List.of("x", "y")),
      new Object[] {"DE"},
      null
    };

    assertThat(
            trial(new OpenSearchConnector(), type, options(node.endpoint(), "typed"), "id")
                .run(CLUSTER, List.<Object[]>of(row)))
        .isEmpty();

    Map<String, JsonNode> documents = node.documents("typed");
    assertThat(documents).containsOnlyKeys("a/b \"1\"\n ü");
    JsonNode document = documents.values().iterator().next();
    assertThat(document.path("amount").decimalValue()).isEqualByComparingTo("10.5");
    assertThat(document.path("paid").booleanValue()).isTrue();
    assertThat(document.path("raw").asText()).isEqualTo("AQI=");
    assertThat(document.path("at").asText()).startsWith("2026-01-01T00:00:00").endsWith("Z");
    assertThat(document.path("tags")).isEqualTo(new ObjectMapper().readTree("[\"x\",\"y\"]"));
    assertThat(document.path("place").path("country").asText()).isEqualTo("DE");
    assertThat(document.path("absent").isNull()).isTrue();
  }

  /** The index ends as a map does to which the same puts and removals are made, in order. */
  @ParameterizedTest
  @MethodSource("both")
  @Shows(
      connector = {"opensearch", "elasticsearch"},
      contract = {Contract.GUARANTEE, Contract.THROTTLED})
  void theLastWriteOfEachIdHoldsWhateverIsSentAgain(JobConnector connector) throws Exception {
    String index = index("changing", connector);
    long seed = SeedFor.test("OpenSearchSinkTest");
    Random random = new Random(seed);
    node.createIndex(index, FIELDS);
    List<Object[]> rows = new ArrayList<>();
    Map<String, Long> model = new TreeMap<>();
    for (long n = 0; n < 1500; n++) {
      String id = "key " + random.nextInt(40);
      if (random.nextInt(4) == 0) {
        model.remove(id);
        rows.add(RowChange.DELETE.of(new Object[] {id, null}));
      } else {
        model.put(id, n);
        rows.add(RowChange.PUT.of(new Object[] {id, n}));
      }
    }
    try (SearchProxy proxy = new SearchProxy(node)) {
      proxy.failNext(429, "too many");
      proxy.failNext(503, "nobody is there");
      proxy.failNext(502, "bad gateway");
      for (int i = 0; i < 25; i++) {
        int share = 2 + random.nextInt(4);
        proxy.busyForNext(position -> position % share == 0);
      }
      Map<String, Object> options = options(proxy.endpoint(), index);
      options.put("batch", OptionValues.of(Map.of("size", 40L)));

      assertThat(byId(connector, options).changes(ChangeMode.UPSERT).run(CLUSTER, rows)).isEmpty();

      assertThat(numbers(index)).as("seed %d", seed).isEqualTo(model);
      assertThat(proxy.requests()).hasSizeGreaterThan(37).allMatch(size -> size <= 40);
    }
  }

  @ParameterizedTest
  @MethodSource("both")
  @Shows(
      connector = {"opensearch", "elasticsearch"},
      contract = Contract.POISON_RECORD)
  void documentsThatTheMappingRefusesAreSetAsideAndOthersTaken(JobConnector connector)
      throws Exception {
    String index = index("poison", connector);
    RowType type = RowType.of(Field.of("id", DataType.string()), Field.of("n", DataType.string()));
    node.createIndex(index, FIELDS);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(new Object[] {"key " + i, i == 33 ? "many" : Integer.toString(i)});
    }
    rows.add(new Object[] {null, "1"});
    rows.add(new Object[] {"", "2"});
    rows.add(new Object[] {"x".repeat(513), "3"});

    List<Object[]> refused =
        trial(connector, type, options(node.endpoint(), index), "id").run(CLUSTER, rows);

    Map<Object, String> reasons = new LinkedHashMap<>();
    refused.forEach(row -> reasons.put(row[1], (String) row[3]));
    assertThat(reasons).containsOnlyKeys("many", "1", "2", "3");
    assertThat(reasons.get("many"))
        .startsWith("mapper_parsing_exception: failed to parse field [n] of type [long]")
        .endsWith("For input string: \"many\"");
    assertThat(reasons.get("1")).isEqualTo("its `id` is NULL, and no document has such a one");
    assertThat(reasons.get("2")).startsWith("its `id` is empty");
    assertThat(reasons.get("3")).startsWith("its `id` has 513 bytes");
    assertThat(node.documents(index)).hasSize(49);
  }

  /** The one that is refused came last, and was to stand for those before it. */
  @Test
  void whatARefusedRowWasToReplaceIsWritten() throws Exception {
    RowType type = RowType.of(Field.of("id", DataType.string()), Field.of("n", DataType.string()));
    node.createIndex("replaced", FIELDS);

    List<Object[]> refused =
        trial(new OpenSearchConnector(), type, options(node.endpoint(), "replaced"), "id")
            .run(
                CLUSTER,
                List.<Object[]>of(
                    new Object[] {"a", "1"},
                    new Object[] {"b", "2"},
                    new Object[] {"a", "3"},
                    new Object[] {"a", "four"},
                    new Object[] {"a", "five"}));

    assertThat(refused).extracting(row -> row[1]).containsExactlyInAnyOrder("four", "five");
    assertThat(numbers("replaced")).isEqualTo(Map.of("a", 3L, "b", 2L));
  }

  @Test
  void namesOfIndicesStayBelowTheirStart() throws Exception {
    List<String> suffixes =
        Arrays.asList(
            "-a",
            "-b",
            "-a",
            null,
            "/_bulk",
            "*",
            ",other",
            " x",
            "-A",
            "\n",
            "\u0000",
            "-" + "x".repeat(255));
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < suffixes.size(); i++) {
      rows.add(new Object[] {suffixes.get(i), (long) i});
    }
    RowType type =
        RowType.of(Field.of("day", DataType.string()), Field.of("n", DataType.of(TypeKind.BIGINT)));

    List<Object[]> refused =
        trial(new OpenSearchConnector(), type, options(node.endpoint(), "days"), "n", "day")
            .run(CLUSTER, rows);

    assertThat(refused)
        .extracting(row -> row[1])
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(3, suffixes.size())
                .mapToObj(Long::valueOf)
                .collect(Collectors.toList()));
    assertThat(refused)
        .filteredOn(row -> !row[1].equals(3L))
        .allMatch(row -> ((String) row[3]).contains("is no name of an index: "));
    assertThat(numbers("days-a").keySet()).containsExactly("0", "2");
    assertThat(numbers("days-b").keySet()).containsExactly("1");
    assertThat(numbers("days*")).hasSize(3);
  }

  @Test
  void aMergeKeepsTheOtherFields() throws Exception {
    node.createIndex("merged", FIELDS.replace("}}", "}, \"name\": {\"type\": \"keyword\"}}"));
    node.request("PUT", "merged/_doc/a", "{\"id\": \"a\", \"n\": 1, \"name\": \"kept\"}");
    Map<String, Object> options = options(node.endpoint(), "merged");
    options.put("merge", true);

    byId(options).run(CLUSTER, List.<Object[]>of(new Object[] {"a", 2L}, new Object[] {"b", 3L}));

    assertThat(numbers("merged")).isEqualTo(Map.of("a", 2L, "b", 3L));
    assertThat(requireNonNull(node.documents("merged").get("a")).path("name").asText())
        .isEqualTo("kept");
  }

  @Test
  void withoutAnIdEachRowIsADocumentAlsoOfADataStream() throws Exception {
    node.request(
        "PUT",
        "_index_template/log",
        "{\"index_patterns\": [\"log*\"], \"data_stream\": {}, \"template\": {\"settings\":"
            + " {\"number_of_replicas\": 0}}}");
    RowType type =
        RowType.of(
            Field.of("@timestamp", DataType.of(TypeKind.TIMESTAMP_LTZ)),
            Field.of("n", DataType.of(TypeKind.BIGINT)));

    trial(new OpenSearchConnector(), type, options(node.endpoint(), "log"))
        .run(
            CLUSTER,
            List.<Object[]>of(new Object[] {0L, 1L}, new Object[] {0L, 1L}, new Object[] {0L, 1L}));

    assertThat(numbers("log")).hasSize(3);
  }

  /** There is no Elasticsearch to test against; its bulk requests are those of OpenSearch. */
  @Test
  void elasticsearchSendsWhatOpenSearchTakes() throws Exception {
    node.createIndex("elastic", FIELDS);
    List<Object[]> rows = new ArrayList<>();
    rows(500).forEach(row -> rows.add(RowChange.PUT.of(row)));
    rows.add(RowChange.DELETE.of(new Object[] {"key 7", null}));
    rows.add(RowChange.DELETE.of(new Object[] {"never there", null}));

    assertThat(
            trial(new ElasticsearchConnector(), TYPE, options(node.endpoint(), "elastic"), "id")
                .changes(ChangeMode.UPSERT)
                .run(CLUSTER, rows))
        .isEmpty();

    assertThat(numbers("elastic")).hasSize(499).doesNotContainKey("key 7");
  }

  @Test
  void anIndexThatMayNotBeMadeFailsTheJob() {
    node.request(
        "PUT", "_cluster/settings", "{\"transient\": {\"action.auto_create_index\": \"-never*\"}}");

    assertThatThrownBy(() -> byId(options(node.endpoint(), "never")).run(CLUSTER, rows(1)))
        .hasStackTraceContaining("sink `out` cannot write: no such index [never]");
    node.request(
        "PUT", "_cluster/settings", "{\"transient\": {\"action.auto_create_index\": null}}");
  }

  @ParameterizedTest
  @MethodSource("both")
  @Shows(
      connector = {"opensearch", "elasticsearch"},
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing(JobConnector connector) throws Exception {
    String index = index("restarted", connector);
    node.createIndex(index, FIELDS);
    List<Object[]> rows =
        IntStream.range(0, 800)
            .mapToObj(i -> new Object[] {"key " + i % 300, (long) i})
            .collect(Collectors.toList());
    Map<String, Object> options = options(node.endpoint(), index);
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    Path marker = folder.resolve("failed");

    byId(connector, options).runFailingOnce(CLUSTER, rows, marker, 300);

    assertThat(marker).exists();
    Map<String, Long> last = new TreeMap<>();
    rows.forEach(row -> last.put((String) row[0], (Long) row[1]));
    assertThat(numbers(index)).isEqualTo(last);
  }

  @Test
  @Shows(connector = "opensearch", contract = Contract.UNREACHABLE)
  void aNodeThatIsKilledAndComesBackHasAll() throws Exception {
    node.createIndex("killed", FIELDS);
    Map<String, Object> options = options(node.endpoint(), "killed");
    options.put("batch", OptionValues.of(Map.of("size", 5L)));
    options.put("maxBuffered", 10L);
    options.put("inFlight", 1L);
    CompletableFuture<List<Object[]>> refused =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return byId(options).run(CLUSTER, rows(2000));
              } catch (Exception failure) {
                throw new AssertionError(failure);
              }
            });
    Poll.until("first documents", SOON, () -> !node.documents("killed").isEmpty());
    boolean inTheMidst = !refused.isDone();
    node.kill();
    node.restart();

    assertThat(refused.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(inTheMidst).as("killed while rows were written").isTrue();
    assertThat(numbers("killed")).hasSize(2000);
  }
}
