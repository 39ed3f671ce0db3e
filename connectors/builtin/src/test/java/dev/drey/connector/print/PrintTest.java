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
import dev.drey.testkit.Contract;
import dev.drey.testkit.FailsOnce;
import dev.drey.testkit.Shows;
import dev.drey.testkit.SinkRun;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PrintTest {
  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  @Test
  @Shows(connector = "print", contract = Contract.GUARANTEE)
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

  /** A line is whole however long it is. */
  @Test
  @Shows(connector = "print", contract = Contract.OVERSIZED_RECORD)
  void aRowOfManyMegabytesIsOneLine() throws Exception {
    RowType type = RowType.of(Field.of("t", DataType.string().notNull()));
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    SinkRun.add(
        new PrintConnector(),
        OptionValues.of(Map.of("label", "large")),
        type,
        environment
            .fromData(List.of("x", "y"), Types.STRING)
            .map(letter -> new Object[] {letter.repeat(5 << 20)})
            .returns(RowTypeInformation.of(type)),
        new JsonFormat(),
        OptionValues.empty());

    assertThat(printed(environment).lines().filter(line -> line.startsWith("large: ")))
        .containsExactlyInAnyOrder(
            "large: {\"t\":\"" + "x".repeat(5 << 20) + "\"}",
            "large: {\"t\":\"" + "y".repeat(5 << 20) + "\"}");
  }

  /** What was printed behind the checkpoint is printed again. */
  @Test
  @Shows(
      connector = "print",
      contract = {Contract.GUARANTEE, Contract.RESTART})
  void aJobThatStartsAgainLosesNothing(@TempDir Path folder) throws Exception {
    Configuration restarting = new Configuration();
    restarting.setString("execution.checkpointing.interval", "50ms");
    restarting.setString("restart-strategy.type", "fixed-delay");
    restarting.setString("restart-strategy.fixed-delay.delay", "10ms");
    OptionValues sequence =
        OptionValues.of(Map.of("sequence", OptionValues.of(Map.of("start", 0L))));
    StreamExecutionEnvironment environment = CLUSTER.environment(1, restarting);
    SinkRun.add(
        new PrintConnector(),
        OptionValues.of(Map.of("label", "again")),
        TYPE,
        SourceRun.of(
                new DatagenConnector(),
                OptionValues.of(
                    Map.of("rows", 1000L, "rate", 1000.0, "columns", Map.of("n", sequence))),
                TYPE)
            .add(environment)
            .map(new FailsOnce(folder.resolve("failed"), 100))
            .returns(RowTypeInformation.of(TYPE)),
        new JsonFormat(),
        OptionValues.empty());

    assertThat(
            printed(environment)
                .lines()
                .filter(line -> line.startsWith("again: "))
                .distinct()
                .sorted())
        .containsExactlyElementsOf(
            LongStream.range(0, 1000)
                .mapToObj(n -> "again: {\"n\":" + n + "}")
                .sorted()
                .collect(Collectors.toList()));
    assertThat(folder.resolve("failed")).exists();
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
