// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The page of a diagnostic. The build puts the pages of {@code docs} onto the class path. */
@Command(name = "doc", description = "Explains a diagnostic: what it means and what to write.")
final class DocVerb implements Callable<Integer> {
  @Parameters(paramLabel = "CODE", description = "Such as DR0301.")
  private String code = "";

  private final Terminal terminal;

  DocVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DiagnosticCode found =
        DiagnosticCodes.with(Catalog.load(DocVerb.class.getClassLoader()).diagnostics())
            .find(code)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no diagnostic `"
                            + code
                            + "`; `drey list diagnostics` lists all"));
    terminal.out().print(found.page());
    return ExitCode.FINE;
  }
}
