// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Delivery;
import dev.drey.diagnostic.code.Severity;
import dev.drey.expression.value.Expression;
import dev.drey.plan.CalcNode;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files in the place of a Kafka source and sink: the columns of every stream stay. */
class RedirectionTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: test",
          "sources:",
          "  orders:",
          "    kafka: {brokers: \"localhost:9092\", topic: orders}",
          "    type: {id: BIGINT, total: DOUBLE}",
          "    metadata: {part: partition}",
          "    onError: {to: broken}",
          "streams:",
          "  positions: {from: broken, select: {reason: , offset: }}",
          "sinks:",
          "  out:",
          "    from: orders",
          "    kafka: {brokers: \"localhost:9092\", topic: out, key: id}",
          "  bad: {from: positions, file: {path: bad}}",
          "");

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(RedirectionTest.class.getClassLoader()));

  private CompileResult compile(Map<String, String> inputs, Map<String, String> outputs) {
    CompilerOptions options =
        CompilerOptions.builder().inputFiles(inputs).outputFiles(outputs).optimize(false).build();
    return compiler.compile(SourceFile.of("test.yaml", SPEC), options);
  }

  @Test
  void readsAFileInThePlaceOfASource() {
    LogicalPlan before = compile(Map.of(), Map.of()).plan().orElseThrow();
    LogicalPlan plan = compile(Map.of("orders", "orders.jsonl"), Map.of()).plan().orElseThrow();

    SourceNode source = (SourceNode) plan.node("orders.source");
    assertThat(source.connector()).isEqualTo("file");
    assertThat(source.options().asMap().get("path")).isEqualTo("orders.jsonl");
    assertThat(source.declared().names()).containsExactly("id", "total", "part");
    assertThat(source.badType().names()).contains("path", "line");
    assertThat(source.ends()).isTrue();
    assertThat(source.readingOrder()).isPresent();
    for (Map.Entry<String, Port> stream : before.streams().entrySet()) {
      Port now = requireNonNull(plan.streams().get(stream.getKey()));
      assertThat(plan.node(now.node()).rowType(now.port()))
          .as(stream.getKey())
          .isEqualTo(before.node(stream.getValue().node()).rowType(stream.getValue().port()));
    }
    assertThat(plan.streams()).containsEntry("broken", Port.out("orders.bad"));
  }

  @Test
  void ofASourceThatMakesChangesTheFileHasThem() {
    String cdc =
        "cdc: {engine: postgresql, host: db, database: shop, table: s.t, user: me, slot: t}\n"
            + "    key: [id]";
    String spec = SPEC.replaceFirst("kafka: .*", cdc).replaceFirst("    metadata.*\n", "");
    spec = spec.replace("type: {id: BIGINT,", "type: {id: BIGINT NOT NULL,");
    CompilerOptions options =
        CompilerOptions.builder().inputFiles(Map.of("orders", "orders.jsonl")).build();
    CompileResult result =
        compiler.compile(SourceFile.of("test.yaml", spec.replace("offset: ", "lsn: ")), options);

    assertThat(result.diagnostics()).filteredOn(d -> d.severity() == Severity.ERROR).isEmpty();
    SourceNode source = (SourceNode) result.plan().orElseThrow().node("orders.source");
    assertThat(source.format().orElseThrow().name()).isEqualTo("debezium-json");
    assertThat(source.mode()).isEqualTo(ChangeMode.UPSERT);
    assertThat(source.keys()).containsExactly(0);
  }

  @Test
  void aBadRecordsPositionIsTheFileAndTheLine() {
    assertThat(position("kafka: {brokers: \"localhost:9092\", topic: orders}"))
        .containsExactly("topic=path", "partition=?", "offset=line");
    assertThat(position("kinesis: {stream: orders, region: eu-west-1}"))
        .containsExactly("shardId=path", "sequenceNumber=?");
    assertThat(position("datagen: {rows: 1}")).containsExactly("row=line");
  }

  /** Each position column and the column of a file's bad record that it is; computed ones as ?. */
  private List<String> position(String connector) {
    String spec = SPEC.replaceFirst("kafka: .*", connector).replaceFirst("    metadata.*\n", "");
    spec = spec.replaceFirst("select: .*", "where: reason <> ''}");
    CompilerOptions options =
        CompilerOptions.builder()
            .inputFiles(Map.of("orders", "orders.jsonl"))
            .optimize(false)
            .build();
    CompileResult result = compiler.compile(SourceFile.of("test.yaml", spec), options);
    assertThat(result.diagnostics()).filteredOn(d -> d.severity() == Severity.ERROR).isEmpty();
    LogicalPlan plan = result.plan().orElseThrow();
    CalcNode calc = (CalcNode) plan.node("orders.bad");
    List<String> file = ((SourceNode) plan.node("orders.source")).badType().names();
    List<String> columns = new ArrayList<>();
    for (int i = 4; i < calc.rowType().size(); i++) {
      Expression from = calc.projections().get(i);
      columns.add(
          calc.rowType().field(i).name() + "=" + (from.isColumn() ? file.get(from.column()) : "?"));
    }
    return columns;
  }

  @Test
  void rowsThatReplaceEachOtherGoToStandardOutputAndNotToAFile() {
    String spec =
        SPEC.replace("    onError", "    eventTime: {metadata: timestamp}\n    onError")
            .replace(
                "{metadata: timestamp}",
                "{field: {metadata: timestamp}, watermark: {monotonic: true}, idleTimeout: 5s}")
            .replace("id: BIGINT", "id: BIGINT NOT NULL")
            .replace(
                "streams:\n",
                "streams:\n  last: {from: orders, deduplicate: {by: [id], keep: last, within: 1h}}\n")
            .replace("from: orders\n", "from: last\n");
    for (String to : List.of("-", "out.jsonl")) {
      CompileResult result =
          compiler.compile(
              SourceFile.of("test.yaml", spec),
              CompilerOptions.builder().outputFiles(Map.of("out", to)).build());
      List<String> errors =
          result.diagnostics().stream()
              .filter(found -> found.severity() == Severity.ERROR)
              .map(found -> found.code() + " " + found.help())
              .collect(Collectors.toList());
      if (to.equals("-")) {
        assertThat(errors).isEmpty();
        assertThat(result.plan()).isPresent();
      } else {
        assertThat(errors).containsExactly("DR0613 [write `--output out=-`, for standard output]");
        assertThat(result.plan()).isEmpty();
      }
    }
  }

  @Test
  void writesAFileOrPrintsInThePlaceOfASink() {
    SinkNode file = sink("out.jsonl");
    assertThat(file.connector()).isEqualTo("file");
    assertThat(file.options().asMap().get("path")).isEqualTo("out.jsonl");
    assertThat(file.expressions()).isEmpty();
    assertThat(file.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);

    assertThat(sink("-").connector()).isEqualTo("print");
  }

  private SinkNode sink(String path) {
    LogicalPlan plan = compile(Map.of(), Map.of("out", path)).plan().orElseThrow();
    return (SinkNode) plan.node("out.sink");
  }

  @Test
  void saysWhichNamesAreNotThere() {
    CompileResult result = compile(Map.of("order", "x"), Map.of("orders", "y"));

    assertThat(result.unknownNames()).containsExactly("order", "orders");
    assertThat(result.plan()).isEmpty();
    assertThat(result.diagnostics()).isEmpty();
  }
}
