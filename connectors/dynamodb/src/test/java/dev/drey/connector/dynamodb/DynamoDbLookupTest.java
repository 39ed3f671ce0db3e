// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.DynamoDbEmulatorExtension;
import dev.drey.backend.DynamoDbProxy;
import dev.drey.connector.ConnectorUsage.Kind;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Contract;
import dev.drey.testkit.Shows;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items asked for by their keys, many at a time. */
@Timeout(120)
@ExtendWith(DynamoDbEmulatorExtension.class)
final class DynamoDbLookupTest {
  private static final RowType MACHINES =
      RowType.of(
          Field.of("machine_id", DataType.string().notNull()),
          // A reserved word, as many names of columns are.
          Field.of("name", DataType.string()),
          Field.of("tags", DataType.array(DataType.string())),
          Field.of("limit", DataType.of(TypeKind.DOUBLE)));

  private static RowLookup open(String table, URI endpoint, RowType type, String... keys)
      throws Exception {
    RowLookup lookup =
        new DynamoDbConnector()
            .lookup(
                LookupContext.of(
                    "machines",
                    OptionValues.of(DynamoDbOf.table(table, endpoint)),
                    type,
                    List.of(keys)));
    // As it reaches a task.
    RowLookup there = InstantiationUtil.clone(lookup);
    there.open();
    return there;
  }

  private static void put(DynamoDbEmulator dynamo, String table, int count) {
    dynamo.createTable(table, "machine_id:S");
    for (int i = 0; i < count; i++) {
      dynamo.put(
          table,
          Map.of(
              "machine_id", AttributeValue.fromS("m" + i),
              "name", AttributeValue.fromS("machine " + i),
              "tags", AttributeValue.fromSs(List.of("t" + i)),
              "limit", AttributeValue.fromN(i + ".5"),
              "unread", AttributeValue.fromS("x")));
    }
  }

  private static List<Object[]> rows(RowLookup lookup, Object... key) throws Exception {
    return lookup.rows(key).get(30, TimeUnit.SECONDS);
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.LOOKUP, contract = Contract.GUARANTEE)
  void oneRowForAKeyThatIsThereAndNoneElse(DynamoDbEmulator dynamo) throws Exception {
    put(dynamo, "machines", 2);
    RowLookup lookup = open("machines", dynamo.endpoint(), MACHINES, "machine_id");

    assertThat(rows(lookup, "m1")).hasSize(1);
    assertThat(rows(lookup, "m1").get(0)).containsExactly("m1", "machine 1", List.of("t1"), 1.5);
    assertThat(rows(lookup, "nobody")).isEmpty();
    assertThat(rows(lookup, new Object[] {null})).isEmpty();
    lookup.close();
  }

  @Test
  @Shows(
      connector = "dynamodb",
      role = Kind.LOOKUP,
      contract = {Contract.GUARANTEE, Contract.THROTTLED, Contract.OVERSIZED_RECORD})
  void questionsGoTogetherAndAnswersFindTheirs(DynamoDbEmulator dynamo) throws Exception {
    put(dynamo, "many", 300);
    try (DynamoDbProxy proxy = new DynamoDbProxy(dynamo)) {
      proxy.processOfNext(0);
      RowLookup lookup = open("many", proxy.endpoint(), MACHINES, "machine_id");
      for (int most : new int[] {3, 50, 0, 7}) {
        proxy.processOfNext(most);
      }
      List<CompletableFuture<List<Object[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        answers.add(lookup.rows(new Object[] {"m" + i % 500}));
      }
      for (int i = 0; i < answers.size(); i++) {
        List<Object[]> rows = answers.get(i).get(30, TimeUnit.SECONDS);
        if (i % 500 < 300) {
          assertThat(rows).as("m" + i % 500).hasSize(1);
          assertThat(rows.get(0)[1]).isEqualTo("machine " + i % 500);
        } else {
          assertThat(rows).isEmpty();
        }
      }
      assertThat(proxy.requests())
          .hasSizeLessThan(60)
          .allMatch(each -> each.matches("BatchGetItem ([1-9]\\d?|100)"));
      lookup.close();
    }
  }

  @Test
  void aFailedRequestFailsItsQuestionsAlone(DynamoDbEmulator dynamo) throws Exception {
    put(dynamo, "failing", 1);
    try (DynamoDbProxy proxy = new DynamoDbProxy(dynamo)) {
      RowLookup lookup = open("failing", proxy.endpoint(), MACHINES, "machine_id");
      proxy.failNext(400, "ProvisionedThroughputExceededException", "too much");

      assertThatThrownBy(() -> rows(lookup, "m0")).hasStackTraceContaining("too much");
      assertThat(rows(lookup, "m0")).hasSize(1);
      lookup.close();
    }
  }

  @Test
  @Shows(connector = "dynamodb", role = Kind.LOOKUP, contract = Contract.POISON_RECORD)
  void anItemThatIsNotAsItsTypeSaysFailsItsQuestion(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("misfit", "machine_id:S");
    dynamo.put(
        "misfit",
        Map.of(
            "machine_id", AttributeValue.fromS("m0"), "limit", AttributeValue.fromS("as needed")));
    RowLookup lookup = open("misfit", dynamo.endpoint(), MACHINES, "machine_id");

    assertThatThrownBy(() -> rows(lookup, "m0"))
        .hasStackTraceContaining(
            "an item of table misfit is not as its type says: column `limit` wants DOUBLE, the"
                + " record has the text \"as needed\"");
    lookup.close();
  }

  @Test
  void aNumberIsFoundHoweverItIsWritten(DynamoDbEmulator dynamo) throws Exception {
    dynamo.createTable("numbered", "price:N", "size:N");
    dynamo.put(
        "numbered",
        Map.of("price", AttributeValue.fromN("100"), "size", AttributeValue.fromN("7")));
    RowType type =
        RowType.of(
            Field.of("size", DataType.of(TypeKind.INT).notNull()),
            Field.of("price", DataType.decimal(10, 2).notNull()));
    RowLookup lookup = open("numbered", dynamo.endpoint(), type, "price", "size");

    assertThat(rows(lookup, new BigDecimal("100.00"), 7).get(0))
        .containsExactly(7, new BigDecimal("100.00"));
    lookup.close();
  }
}
