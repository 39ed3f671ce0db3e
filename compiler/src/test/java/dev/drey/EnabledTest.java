// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.UnionNode;
import dev.drey.source.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is disabled is analysed and is no part of the plan. */
class EnabledTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: t",
          "params:",
          "  audit: {type: BOOLEAN}",
          "  local: {type: BOOLEAN, default: false}",
          "  topic: {type: STRING}",
          "types: {Order: {id: STRING, amount: INT}}",
          "sources:",
          "  orders: {file: {path: in}, type: Order}",
          "  checks: {file: {path: checks}, type: Order, enabled: \"${audit}\"}",
          "streams:",
          "  all: {union: [checks, orders]}",
          "  same: {from: checks, enabled: \"${audit}\"}",
          "  large: {from: checks, where: amount > 10, enabled: \"${audit}\"}",
          "sinks:",
          "  out: {from: [all, large], print: {}}",
          "  unchanged: {from: [orders, same], print: {}}",
          "  shown: {from: large, print: {}, enabled: \"${audit}\"}",
          "  kept: {from: orders, file: {path: \"out/${topic}\"}, enabled: \"${local}\"}",
          "");

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(EnabledTest.class.getClassLoader()));

  private CompileResult compile(String spec, CompilerOptions.Builder options) {
    return compiler.compile(SourceFile.of("spec.yaml", spec), options.build());
  }

  private LogicalPlan plan(boolean optimize, Map<String, String> params) {
    CompileResult result =
        compile(
            SPEC, CompilerOptions.builder().params(params).requireParams(true).optimize(optimize));
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    return result.plan().orElseThrow();
  }

  private static Set<String> names(LogicalPlan plan) {
    return plan.nodes().stream().map(PlanNode::name).collect(Collectors.toSet());
  }

  @Test
  void whatIsOffIsNoPartOfThePlanAndItsParametersNeedNoValue() {
    for (boolean optimize : List.of(true, false)) {
      LogicalPlan off = plan(optimize, Map.of("audit", "false"));
      assertThat(names(off)).containsExactlyInAnyOrder("orders", "all", "out", "unchanged");
      assertThat(off.streams().keySet()).containsExactlyInAnyOrder("orders", "all");
      UnionNode union = (UnionNode) off.node("all.union");
      assertThat(union.inputs()).hasSize(1).allMatch(port -> port.node().startsWith("orders."));
      for (SinkNode sink : off.sinks()) {
        assertThat(sink.inputs()).as(sink.name()).hasSize(1);
      }
      assertThat(off.rewrites())
          .anyMatch(each -> each.what().equals("left out: it is not enabled"));
    }
  }

  @Test
  void whatIsOnIsThere() {
    LogicalPlan on = plan(false, Map.of("audit", "true", "local", "true", "topic", "t"));
    assertThat(names(on))
        .containsExactlyInAnyOrder(
            "orders", "checks", "all", "large", "out", "unchanged", "shown", "kept");
    assertThat(((UnionNode) on.node("all.union")).inputs()).hasSize(2);
    assertThat(on.sinks()).filteredOn(sink -> sink.inputs().size() == 2).hasSize(2);
  }

  /** Who reads what may be disabled is told, unless the same parameter says both. */
  @Test
  void aFlagIsTheSameHoweverItIsWritten() {
    String flag = "enabled: \"${audit}\"";
    for (String written :
        List.of("enabled: *flag", "enabled: '${audit}'", "enabled: \"$\\x7Baudit}\"")) {
      String spec = SPEC.replaceFirst("enabled: ", "enabled: &flag ").replace(flag, written);
      CompileResult result = compile(spec, CompilerOptions.builder());
      assertThat(result.diagnostics()).as(written).isEmpty();
      CompileResult off =
          compile(
              spec, CompilerOptions.builder().params(Map.of("audit", "false")).requireParams(true));
      assertThat(names(off.plan().orElseThrow()))
          .as(written)
          .containsExactlyInAnyOrder("orders", "all", "out", "unchanged");
    }
  }

  private static final String CONDITIONS =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: t",
          "params:",
          "  local: {type: BOOLEAN}",
          "  stage: {type: STRING}",
          "  topic: {type: STRING}",
          "types: {Order: {id: STRING}}",
          "sources:",
          "  made: {datagen: {rows: 1}, type: Order, enabled: \"${local}\"}",
          "  orders: {file: {path: \"${topic}\"}, type: Order, enabled: \"not  ${local}\"}",
          "  audit: {file: {path: a}, type: Order, enabled: \"${stage} <> 'dev'\"}",
          "streams:",
          "  all: {union: [made, orders]}",
          "  kept: {from: audit, enabled: \"${stage} <> 'dev'\"}",
          "sinks:",
          "  out: {from: all, print: {}}",
          "  shown: {from: kept, print: {}, enabled: \"${stage} = 'prod'\"}",
          "");

  private Set<String> with(String local, String stage, String... more) {
    Map<String, String> params = new HashMap<>(Map.of("local", local, "stage", stage));
    if (more.length > 0) {
      params.put("topic", more[0]);
    }
    CompileResult result =
        compile(
            CONDITIONS,
            CompilerOptions.builder().params(params).requireParams(true).optimize(false));
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    return names(result.plan().orElseThrow());
  }

  /** One of two that are never off together is always there; `prod` is not `dev`. */
  @Test
  void aConditionIsTheOppositeOfAFlagOrComparesAText() {
    assertThat(with("true", "dev")).containsExactlyInAnyOrder("made", "all", "out");
    assertThat(with("false", "dev", "in")).containsExactlyInAnyOrder("orders", "all", "out");
    assertThat(with("true", "test")).containsExactlyInAnyOrder("made", "all", "out", "audit");
    assertThat(with("true", "prod"))
        .containsExactlyInAnyOrder("made", "all", "out", "audit", "shown");
  }

  @Test
  void aConditionThatDoesNotImplyItsInputsIsTold() {
    for (String written : List.of("${stage} = 'dev'", "${stage} <> 'prod'", "${local}")) {
      CompileResult result =
          compile(CONDITIONS.replace("${stage} = 'prod'", written), CompilerOptions.builder());
      assertThat(result.diagnostics())
          .as(written)
          .extracting(each -> each.code().id() + " " + each.help())
          .containsExactly("DR0322 [write `enabled: \"${stage} <> 'dev'\"` beside this, too]");
    }
    assertThat(
            compile(
                    CONDITIONS.replace("not  ${local}", "${stage} = 'dev'"),
                    CompilerOptions.builder())
                .diagnostics())
        .extracting(each -> each.code().id())
        .containsExactly("DR0322", "DR0322");
  }

  /** Whatever the value is, and whether there is one. */
  @Test
  void aConditionIsOfItsParametersType() {
    Map<String, String> wrong =
        Map.of(
            "NOT ${stage}",
            "`stage` is STRING, which has no opposite",
            "${local} = 'true'",
            "`local` is BOOLEAN, which is not compared with a text",
            "${size} <> '1'",
            "`size` is INT, which is not compared with a text");
    wrong.forEach(
        (written, message) ->
            assertThat(
                    compile(
                            CONDITIONS
                                .replace("params:", "params:\n  size: {type: INT}")
                                .replace(
                                    "from: all, print: {}",
                                    "from: all, print: {}, enabled: \"" + written + "\""),
                            CompilerOptions.builder())
                        .diagnostics())
                .extracting(each -> each.code().id() + " " + each.message())
                .containsExactly("DR0204 " + message));
  }

  @Test
  void aParameterOfWhatIsOnNeedsItsValue() {
    CompileResult result =
        compile(
            SPEC,
            CompilerOptions.builder()
                .params(Map.of("audit", "false", "local", "true"))
                .requireParams(true));
    assertThat(result.diagnostics()).extracting(each -> each.code().id()).containsExactly("DR0703");
  }

  /** No comparison with nothing holds, and a reference to nothing says nothing. */
  @Test
  void whatIsOffByNothingNeedsNoValueOfItsOwn() {
    for (String off : List.of("${stage} = 'dev'", "${stage} <> 'dev'", "NOT ${local}")) {
      for (String on : List.of("\"${local}\"", "\"${stage}\"", "true")) {
        String spec =
            CONDITIONS
                    .replace("{type: BOOLEAN}", "{type: BOOLEAN, default: null}")
                    .replace("stage: {type: STRING}", "stage: {type: BOOLEAN, default: ~}")
                    .replaceAll("(?s)sources:.*", "")
                + "sources:\n  in: {datagen: {rows: 1}, type: Order}\nsinks:\n"
                + "  on: {from: in, print: {}, enabled: "
                + on
                + "}\n"
                + "  off: {from: in, file: {path: \"${topic}\"}, enabled: \""
                + off
                + "\"}\n";
        if (off.contains("'")) {
          spec = spec.replace("stage: {type: BOOLEAN", "stage: {type: STRING");
          spec = spec.replace("enabled: \"${stage}\"", "enabled: true");
        }
        CompileResult result = compile(spec, CompilerOptions.builder().requireParams(true));
        assertThat(result.diagnostics()).as(spec).isEmpty();
        assertThat(names(result.plan().orElseThrow())).contains("on").doesNotContain("off");
      }
    }
  }

  @Test
  void withoutValuesAllOfItIsThere() {
    CompileResult result = compile(SPEC, CompilerOptions.builder());
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    assertThat(names(result.plan().orElseThrow())).contains("checks", "shown");
  }

  @Test
  void anErrorInWhatIsOffIsFound() {
    CompileResult result =
        compile(
            SPEC.replace("amount > 10", "amuont > 10"),
            CompilerOptions.builder()
                .params(Map.of("audit", "false", "topic", "t"))
                .requireParams(true));
    assertThat(result.diagnostics()).extracting(each -> each.code().id()).containsExactly("DR0301");
  }

  @Test
  void noFileStandsInThePlaceOfWhatIsOff() {
    CompileResult result =
        compile(
            SPEC,
            CompilerOptions.builder()
                .params(Map.of("audit", "false"))
                .requireParams(true)
                .inputFiles(Map.of("checks", "c.jsonl"))
                .outputFiles(Map.of("kept", "-", "out", "-")));
    assertThat(result.diagnostics())
        .extracting(each -> each.code().id() + " " + each.message())
        .containsExactly(
            "DR0755 a file stands in the place of `checks`, which is no part of the job",
            "DR0755 a file stands in the place of `kept`, which is no part of the job");
    assertThat(result.plan()).isEmpty();
  }

  @Test
  void aJobWithoutASinkIsNone() {
    String spec =
        SPEC.replace("print: {}}", "print: {}, enabled: \"${local}\"}")
            .replace("union: [checks, orders]", "union: [orders]");
    CompilerOptions.Builder options =
        CompilerOptions.builder().params(Map.of("audit", "false", "topic", "t"));
    CompileResult result = compile(spec, options.requireParams(true));
    assertThat(result.diagnostics())
        .extracting(each -> each.code().id() + " " + each.help())
        .contains("DR0756 [give `--param local=true` or `--param audit=true`]");
    assertThat(result.plan()).isEmpty();
  }
}
