// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.code.Severity;
import dev.drey.testing.SpecTests;
import dev.drey.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with specs and tests, offline. */
@Command(name = "validate", description = "Checks specs and their tests; contacts nothing.")
final class ValidateVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "A spec, a file of tests, a folder, a glob, a Markdown file with specs in it,"
              + " or - for standard input.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "How to write what is found: ${COMPLETION-CANDIDATES}. Default: text.")
  private OutputFormat format = OutputFormat.text;

  @Option(names = "--deny-warnings", description = "Exit with 1 also for warnings alone.")
  private boolean denyWarnings;

  @Option(
      names = {"-v", "--verbose"},
      description = "Also name the YAML files of folders that are no specs.")
  private boolean verbose;

  @Mixin private ParamOptions params = new ParamOptions();

  private final Terminal terminal;

  ValidateVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Diagnostics unreadable = new Diagnostics();
    SpecFinder finder = new SpecFinder(terminal, unreadable);
    List<SpecInput> inputs = finder.find(paths);
    Catalog catalog = Catalog.load(ValidateVerb.class.getClassLoader());
    PipelineCompiler compiler = new PipelineCompiler(catalog);
    CompilerOptions options = params.options(terminal).build();
    List<Diagnostic> found = new ArrayList<>(unreadable.list());
    for (SpecInput input : inputs) {
      found.addAll(
          input.isTest()
              ? new SpecTests(catalog).check(input.source(), input.folder(terminal))
              : compiler.compile(input.source(), options).diagnostics());
    }
    terminal
        .out()
        .print(
            format
                .renderer(terminal.colorOut(), DiagnosticCodes.with(catalog.diagnostics()))
                .render(found));
    terminal.out().flush();
    if (format == OutputFormat.text) {
      terminal.err().println(summary(inputs.size(), finder.skipped().size(), found));
      if (verbose) {
        finder.skipped().forEach(name -> terminal.err().println("skipped: " + Visible.line(name)));
      }
    }
    return exitCode(found);
  }

  private int exitCode(List<Diagnostic> found) {
    boolean bad =
        denyWarnings
            ? !found.isEmpty()
            : found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    return bad ? ExitCode.PROBLEMS : ExitCode.FINE;
  }

  private static String summary(int inputs, int skipped, List<Diagnostic> found) {
    long errors = found.stream().filter(d -> d.severity() == Severity.ERROR).count();
    long warnings = found.size() - errors;
    String passed = skipped == 0 ? "" : ", " + skipped + " skipped (not specs)";
    String checked = count(inputs, "file") + " checked" + passed + ": ";
    if (found.isEmpty()) {
      return checked + "no problems";
    }
    return checked
        + (errors > 0 ? count(errors, "error") : "")
        + (errors > 0 && warnings > 0 ? ", " : "")
        + (warnings > 0 ? count(warnings, "warning") : "");
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
