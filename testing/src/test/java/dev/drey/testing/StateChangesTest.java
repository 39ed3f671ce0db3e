// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.evolution.PlanChange;
import dev.drey.evolution.StateChange;
import dev.drey.flink.FlinkSavepoints;
import dev.drey.plan.LogicalPlan;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What survives a change: each change of {@code changes.cases} with real snapshots of the real
 * operators, on both backends. What the two plans say is what then happens, and what the page says.
 */
class StateChangesTest {
  private static final Catalog CATALOG = Catalog.load(StateChangesTest.class.getClassLoader());
  private static final Path PAGE = Path.of("../docs/reference/state.md");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> withStateInMemory() throws IOException {
    return tests("memory", HashMapStateBackend::new);
  }

  @TestFactory
  Stream<DynamicTest> withStateInRocks() throws IOException {
    return tests("rocks", EmbeddedRocksDBStateBackend::new);
  }

  private Stream<DynamicTest> tests(String name, Supplier<StateBackend> backend)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (StateCase change : StateCase.read()) {
      Path own = Files.createDirectories(folder.resolve(name + tests.size()));
      tests.add(DynamicTest.dynamicTest(change.toString(), () -> check(change, own, backend)));
    }
    return tests.stream();
  }

  private static void check(StateCase change, Path folder, Supplier<StateBackend> backend)
      throws Exception {
    Files.writeString(folder.resolve("before.yaml"), change.before());
    Files.writeString(folder.resolve("after.yaml"), change.after());
    SpecTests tests = new SpecTests(CATALOG, backend);
    SourceFile test = SourceFile.of("test.yaml", change.test("before.yaml", true));
    List<Diagnostic> problems = problems(tests.run(test, folder, name -> true));
    if (change.refusals().isEmpty()) {
      assertThat(problems).isEmpty();
      notes(change);
      if (change.likeAll()) {
        SourceFile all = SourceFile.of("all.yaml", change.test("after.yaml", false));
        assertThat(problems(tests.run(all, folder, name -> true))).isEmpty();
      }
      return;
    }
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.code()).isEqualTo(TestCodes.IMPOSSIBLE_CHANGE));
    for (String reason : change.refusals()) {
      assertThat(problems.toString()).contains(reason);
    }
    if (!change.planOnly()) {
      assertThat(unchecked(test, folder, backend.get()))
          .as("what the plans refuse, the operators refuse")
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.code()).isEqualTo(TestCodes.FAILED_RUN);
                assertThat(each.span().text()).isEqualTo("restart");
                assertThat(each.message())
                    .containsPattern(
                        "cannot be gone on with|must not be incompatible|new key serializer");
              });
    }
  }

  private static List<Diagnostic> problems(SpecTestReport report) {
    List<Diagnostic> problems = new ArrayList<>(report.problems());
    report.results().forEach(result -> problems.addAll(result.problems()));
    return problems;
  }

  /** What the operators say where nobody has looked at the plans before. */
  private static List<Diagnostic> unchecked(SourceFile file, Path folder, StateBackend backend) {
    Diagnostics diagnostics = new Diagnostics();
    SpecTestFile tests = new TestFileReader().read(file, diagnostics).orElseThrow();
    TestedPipelineReader reader =
        new TestedPipelineReader(new PipelineCompiler(CATALOG), tests, folder);
    CompileResult first = reader.compile(tests.pipeline(), diagnostics, diagnostics).orElseThrow();
    CompileResult next =
        reader.compile(tests.others().get(0), diagnostics, diagnostics).orElseThrow();
    assertThat(diagnostics.list()).isEmpty();
    TestedPipelines pipelines =
        new TestedPipelines(first, Map.of("after.yaml", next), CATALOG, folder);
    return TestRun.run(tests.tests().get(0), pipelines, backend).problems();
  }

  private static LogicalPlan plan(String spec) {
    CompileResult compiled =
        new PipelineCompiler(CATALOG)
            .compile(SourceFile.of("spec.yaml", spec), CompilerOptions.builder().build());
    return compiled.plan().orElseThrow(() -> new AssertionError(compiled.diagnostics()));
  }

  private static PlanChange change(StateCase change) throws IOException {
    return PlanChange.of(plan(change.before()), plan(change.after()), new FlinkSavepoints());
  }

  /** Of a change that goes on, in words that do not repeat. */
  private static Set<String> words(StateCase change) throws IOException {
    Set<String> words = new LinkedHashSet<>();
    change(change).changes().forEach(each -> words.addAll(each.words()));
    return words;
  }

  private static void notes(StateCase change) throws IOException {
    Set<String> words = words(change);
    assertThat(words.isEmpty()).as(words.toString()).isEqualTo(change.notes().isEmpty());
    for (String note : change.notes()) {
      assertThat(words.toString()).contains(note);
    }
  }

  @Test
  void thereAreMany() throws IOException {
    List<StateCase> all = StateCase.read();

    assertThat(all).hasSizeGreaterThan(70).extracting(StateCase::toString).doesNotHaveDuplicates();
    assertThat(all.stream().filter(each -> each.refusals().isEmpty())).hasSizeGreaterThan(45);
  }

  @Test
  void thePageIsCommitted() throws IOException {
    String page = page();
    String committed = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (Boolean.getBoolean("drey.update") && !committed.equals(page)) {
      Files.writeString(PAGE, page);
      fail("wrote docs/reference/state.md: look at it and commit it");
    }
    assertThat(committed)
        .as("mvn -pl testing -am test -Dtest=StateChangesTest -Ddrey.update=true writes it")
        .isEqualTo(page);
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            "# What survives a change\n\n"
                + "A job that is stopped with a savepoint can go on as another spec. For each change the"
                + " build takes\nreal snapshots of the real operators, on both state backends, and goes"
                + " on with them; this page is\nwritten from these tests. [Changing a running"
                + " pipeline](../guide/changing-a-pipeline.md) says how it is done.\n");
    String group = "";
    for (StateCase each : StateCase.read()) {
      if (!each.group().equals(group)) {
        group = each.group();
        page.append("\n## ")
            .append(group)
            .append("\n\n| change | what becomes of the state |\n|---|---|\n");
      }
      page.append("| ").append(each.title()).append(" | ").append(verdict(each)).append(" |\n");
    }
    return page.toString();
  }

  private static String verdict(StateCase each) throws IOException {
    PlanChange change = change(each);
    if (!change.goesOn()) {
      return "**refused**: "
          + change.refused().stream()
              .flatMap(refused -> refused.words().stream())
              .distinct()
              .collect(Collectors.joining("; "));
    }
    List<String> said = new ArrayList<>();
    for (StateChange.Verdict verdict :
        List.of(StateChange.Verdict.NEW, StateChange.Verdict.DROPPED)) {
      String names =
          change.changes().stream()
              .filter(state -> state.verdict() == verdict)
              .map(state -> "`" + state.uid() + "`")
              .collect(Collectors.joining(", "));
      if (!names.isEmpty()) {
        said.add(names + (verdict == StateChange.Verdict.NEW ? " starts empty" : " is dropped"));
      }
    }
    said.addAll(words(each));
    return said.isEmpty() ? "goes on" : "goes on; " + String.join("; ", said);
  }
}
