// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.SinkContext;
import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.json.JsonFormat;
import dev.drey.row.RowChange;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrintTest {
  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @Test
  void everyRowIsOneWholeLineBehindItsLabel() throws Exception {
    OptionValues sequence =
        OptionValues.of(Map.of("sequence", OptionValues.of(Map.of("start", 0L))));
    StreamExecutionEnvironment environment = CLUSTER.environment(3);
    SinkRun.add(
        new PrintConnector(),
        OptionValues.of(Map.of("label", "numbers")),
        TYPE,
        SourceRun.of(
                new DatagenConnector(),
                OptionValues.of(Map.of("rows", 20_000L, "columns", Map.of("n", sequence))),
                TYPE)
            .add(environment),
        new JsonFormat(),
        OptionValues.empty());
    assertThat(printed(environment).lines().filter(line -> line.startsWith("numbers: ")))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 20_000)
                .mapToObj(n -> "numbers: {\"n\":" + n + "}")
                .collect(Collectors.toList()));
  }

  @Test
  void rowsThatChangeSayWhetherTheyHold() throws Exception {
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new PrintConnector()
        .sink(
            SinkContext.builder()
                .name("output")
                .options(OptionValues.of(Map.of("label", "balance")))
                .rowType(TYPE)
                .changes(ChangeMode.UPSERT)
                .encoder(new JsonFormat().encoder(TYPE, OptionValues.empty()))
                .build(),
            environment.fromData(
                List.of(
                    RowChange.PUT.of(new Object[] {1L}), RowChange.DELETE.of(new Object[] {1L})),
                RowTypeInformation.changing(TYPE)));

    assertThat(printed(environment).lines().filter(line -> line.startsWith("balance: ")))
        .containsExactly("balance: + {\"n\":1}", "balance: - {\"n\":1}");
  }

  private static String printed(StreamExecutionEnvironment environment) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(printed, false, UTF_8));
    try {
      environment.execute();
    } finally {
      System.setOut(standard);
    }
    return printed.toString(UTF_8);
  }
}
