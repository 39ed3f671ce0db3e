package dev.drey.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.connector.Delivery;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.Port;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.SourceFile;
import java.util.Map;
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
    assertThat(source.options().string("path")).isEqualTo("orders.jsonl");
    assertThat(source.declared().names()).containsExactly("id", "total", "part");
    assertThat(source.badType().names()).contains("path", "line");
    for (Map.Entry<String, Port> stream : before.streams().entrySet()) {
      Port now = requireNonNull(plan.streams().get(stream.getKey()));
      assertThat(plan.node(now.node()).rowType(now.port()))
          .as(stream.getKey())
          .isEqualTo(before.node(stream.getValue().node()).rowType(stream.getValue().port()));
    }
    assertThat(plan.streams()).containsEntry("broken", Port.out("orders.bad"));
  }

  @Test
  void writesAFileOrPrintsInThePlaceOfASink() {
    SinkNode file = sink("out.jsonl");
    assertThat(file.connector()).isEqualTo("file");
    assertThat(file.options().string("path")).isEqualTo("out.jsonl");
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
