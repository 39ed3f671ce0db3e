// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.testing.Correction;
import dev.drey.testing.SpecTestReport;
import dev.drey.testing.SpecTestResult;
import dev.drey.testing.SpecTests;
import dev.drey.text.Visible;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests of specs. */
@Command(
    name = "test",
    description = "Runs tests of specs on the real operators, under control of time.")
final class TestVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files of tests, or folders and globs that hold some.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the outcome as JUnit XML, for a build server.")
  private @Nullable String junit;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Run only tests whose names contain this text.")
  private String filter = "";

  @Option(
      names = "--update",
      description = "Rewrite expectations that fail as what came; this run still fails.")
  private boolean update;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "How to write what is found: ${COMPLETION-CANDIDATES}. Default: text.")
  private OutputFormat format = OutputFormat.text;

  @Option(
      names = {"-v", "--verbose"},
      description = "Name the files of folders that are passed over, being no specs.")
  private boolean verbose;

  private final Terminal terminal;

  TestVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Diagnostics unreadable = new Diagnostics();
    SpecFinder finder = new SpecFinder(terminal, unreadable);
    List<SpecInput> inputs = finder.find(paths);
    refusePipelines(inputs);
    List<SpecInput> files = inputs.stream().filter(SpecInput::isTest).collect(Collectors.toList());
    if (files.isEmpty() && !unreadable.hasErrors()) {
      throw new UsageException(
          "no tests in "
              + String.join(", ", paths)
              + ": a file of tests says which `pipeline:` it is for");
    }
    Catalog catalog = Catalog.load(TestVerb.class.getClassLoader());
    SpecTests runner = new SpecTests(catalog);
    List<SpecTestReport> reports = new ArrayList<>();
    Map<Path, List<Correction>> corrections = new LinkedHashMap<>();
    List<Diagnostic> found = new ArrayList<>(unreadable.list());
    DiagnosticRenderer renderer = DiagnosticRenderer.text(terminal.colorOut());
    if (format == OutputFormat.text) {
      terminal.out().print(renderer.render(unreadable.list()));
    }
    for (SpecInput file : files) {
      SpecTestReport report =
          runner.run(file.source(), file.folder(terminal), name -> name.contains(filter));
      reports.add(report);
      found.addAll(report.problems());
      report.results().forEach(result -> found.addAll(result.problems()));
      print(report, renderer);
      List<Correction> made = corrections(report);
      if (update && !made.isEmpty() && file.path().isPresent()) {
        corrections.computeIfAbsent(file.path().get(), path -> new ArrayList<>()).addAll(made);
      }
    }
    for (Map.Entry<Path, List<Correction>> file : corrections.entrySet()) {
      rewrite(file.getKey(), file.getValue());
    }
    if (format != OutputFormat.text) {
      terminal
          .out()
          .print(format.renderer(false, DiagnosticCodes.with(catalog.diagnostics())).render(found));
      terminal.out().flush();
    }
    if (junit != null) {
      Files.writeString(terminal.resolve(junit), JunitXml.of(reports), StandardCharsets.UTF_8);
    }
    return outcome(reports, finder.skipped(), unreadable.hasErrors());
  }

  /**
   * Who names a pipeline among the tests would wait for its outcome; in a folder it is at home, and
   * on a page with tests.
   */
  private void refusePipelines(List<SpecInput> inputs) {
    Set<Path> named =
        paths.stream()
            .map(path -> SpecFinder.real(terminal.resolve(path)))
            .collect(Collectors.toSet());
    Set<Path> tests =
        inputs.stream()
            .filter(SpecInput::isTest)
            .flatMap(input -> input.path().stream())
            .map(SpecFinder::real)
            .collect(Collectors.toSet());
    for (SpecInput input : inputs) {
      Optional<Path> file = input.path().map(SpecFinder::real);
      boolean isNamed = file.map(named::contains).orElse(true);
      if (!input.isTest() && isNamed && !file.map(tests::contains).orElse(false)) {
        throw new UsageException(
            Visible.line(input.source().name())
                + " is a pipeline: name the file of its tests, which says `pipeline:`, or its folder");
      }
    }
  }

  private int outcome(List<SpecTestReport> reports, List<String> skipped, boolean unreadable) {
    List<SpecTestResult> results =
        reports.stream().flatMap(report -> report.results().stream()).collect(Collectors.toList());
    long failed = results.stream().filter(result -> !result.passed()).count();
    long broken = reports.stream().filter(report -> !report.problems().isEmpty()).count();
    if (results.isEmpty() && broken == 0 && !unreadable) {
      throw new UsageException("no test has `" + filter + "` in its name");
    }
    String passedOver = skipped.isEmpty() ? "" : ", " + skipped.size() + " skipped (not specs)";
    String summary = results.size() - failed + " passed, " + failed + " failed" + passedOver;
    terminal
        .err()
        .println(
            broken == 0
                ? summary
                : summary + ", " + broken + (broken == 1 ? " file" : " files") + " cannot be run");
    if (verbose) {
      skipped.forEach(name -> terminal.err().println("skipped: " + Visible.line(name)));
    }
    return failed == 0 && broken == 0 && !unreadable ? ExitCode.FINE : ExitCode.PROBLEMS;
  }

  /** For people; beside another format, where only the findings go to standard output. */
  private void print(SpecTestReport report, DiagnosticRenderer renderer) {
    boolean people = format == OutputFormat.text;
    PrintStream out = people ? terminal.out() : terminal.err();
    out.println(Visible.wholeLine(report.file().name()));
    if (people) {
      out.print(renderer.render(report.problems()));
    }
    for (SpecTestResult result : report.results()) {
      String mark = result.passed() ? "  ok    " : "  FAILED  ";
      String time = String.format(Locale.ROOT, " (%d ms)", result.nanos() / 1_000_000);
      out.println(mark + Visible.line(result.name()) + time);
      if (people) {
        out.print(renderer.render(result.problems()));
      }
    }
    out.flush();
  }

  private static List<Correction> corrections(SpecTestReport report) {
    return report.results().stream()
        .flatMap(result -> result.corrections().stream())
        .collect(Collectors.toList());
  }

  /** In the file's own text, which is more than the tests where they stand in a page. */
  private void rewrite(Path file, List<Correction> corrections) throws IOException {
    Files.writeString(file, Correction.apply(Files.readString(file), corrections));
    String name = corrections.get(0).place().file().name();
    terminal.err().println("rewrote " + Visible.line(name) + ": look at what changed");
  }
}
