// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.connector.Catalog;
import dev.drey.expression.Expressions;
import dev.drey.plan.PlanPrinter;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The printed plans of the example pipelines ({@code pipelines/NAME/plan.txt}) and of the specs in
 * {@code plans/} are as they were. {@code -Ddrey.update=true} writes them, and still fails that
 * run: the difference is to be read before it is committed.
 */
class GoldenPlansTest {
  private static final Path PIPELINES = Paths.get("../pipelines");
  private static final Path PLANS = Paths.get("src/test/resources/plans");

  private final Catalog catalog = Catalog.load(GoldenPlansTest.class.getClassLoader());
  private final PipelineCompiler compiler = new PipelineCompiler(catalog);
  private final PlanPrinter printer = PlanPrinter.text(catalog, Expressions.standard());

  @TestFactory
  Stream<DynamicTest> plansAreAsTheyWere() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path spec : files(PIPELINES, "pipeline.yaml")) {
      tests.add(test(spec, spec.resolveSibling("plan.txt")));
    }
    for (Path spec : files(PLANS, ".yaml")) {
      String plan = String.valueOf(spec.getFileName()).replaceFirst("\\.yaml$", ".txt");
      tests.add(test(spec, spec.resolveSibling(plan)));
    }
    return tests.stream();
  }

  private DynamicTest test(Path spec, Path golden) {
    return DynamicTest.dynamicTest(spec.toString(), () -> check(spec, golden));
  }

  private void check(Path spec, Path golden) throws IOException {
    CompileResult result =
        compiler.compile(
            SourceFile.of(spec.toString(), Files.readString(spec)).in(spec.resolveSibling("")),
            CompilerOptions.builder().build());
    String printed =
        printer.print(
            result.plan().orElseThrow(() -> new AssertionError(TestedCompiler.listing(result))));
    String known = Files.exists(golden) ? Files.readString(golden) : "";
    if (Boolean.getBoolean("drey.update") && !known.equals(printed)) {
      Files.writeString(golden, printed);
      fail("wrote " + golden + "; read it, then run again without drey.update");
    }
    assertThat(printed).isEqualTo(known);
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .filter(file -> !file.toString().contains("tests"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
