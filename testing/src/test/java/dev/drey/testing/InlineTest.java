// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One test, written in Java line by line, of a pipeline below {@code spec/}. */
final class InlineTest {
  private static final Path FOLDER = Path.of("src/test/resources/spec");

  private final SourceFile file;
  private final SpecTestReport report;

  private InlineTest(SourceFile file) {
    this.file = file;
    this.report =
        new SpecTests(Catalog.load(InlineTest.class.getClassLoader()))
            .run(file, FOLDER, name -> true);
  }

  /** Runs the steps, each a line or several. */
  static InlineTest run(String pipeline, String... steps) {
    String lines = String.join("\n", steps).replaceAll("(?m)^", "  ");
    return runTest(pipeline, "steps:", lines);
  }

  /** Runs a test that has these keys beside its name, each a line or several. */
  static InlineTest runTest(String pipeline, String... keys) {
    String start =
        "apiVersion: drey/v1\n"
            + ("pipeline: " + pipeline + "\n")
            + (pipeline.equals("pipeline.yaml") ? "params: {limit: 100}\n" : "")
            + (String.join("", keys).contains("two-sources-next") ? "params: {least: 2}\n" : "")
            + "tests:\n  - name: inline\n";
    String lines = String.join("\n", keys).replaceAll("(?m)^", "    ");
    return new InlineTest(SourceFile.of("inline.yaml", start + lines + "\n"));
  }

  /** Each problem's code, the text it is about, and its first line of help. */
  List<String> problems() {
    List<Diagnostic> problems = new ArrayList<>(report.problems());
    report.results().forEach(result -> problems.addAll(result.problems()));
    return problems.stream().map(InlineTest::shown).collect(Collectors.toList());
  }

  /** Each problem's sentence. */
  List<String> messages() {
    List<Diagnostic> problems = new ArrayList<>(report.problems());
    report.results().forEach(result -> problems.addAll(result.problems()));
    return problems.stream().map(Diagnostic::message).collect(Collectors.toList());
  }

  private static String shown(Diagnostic problem) {
    String help = problem.help().isEmpty() ? "" : "; " + problem.help().get(0);
    return problem.code().id() + " at " + problem.span().text() + help;
  }

  /** The steps as {@code --update} writes them. */
  List<String> updated() {
    return steps(correctedText());
  }

  /** The problems of the file that {@code --update} writes. */
  List<String> problemsAfterUpdate() {
    return new InlineTest(SourceFile.of("inline.yaml", correctedText())).problems();
  }

  private String correctedText() {
    List<Correction> corrections =
        report.results().stream()
            .flatMap(result -> result.corrections().stream())
            .collect(Collectors.toList());
    return Correction.apply(file.text(), corrections);
  }

  private static List<String> steps(String text) {
    String after = text.substring(text.indexOf("    steps:\n") + "    steps:\n".length());
    return after.lines().map(line -> line.replaceFirst("^ {6}", "")).collect(Collectors.toList());
  }
}
