package dev.drey.cli;

import dev.drey.diagnostic.DiagnosticCode;
import dev.drey.diagnostic.DiagnosticCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  public Integer call() throws IOException {
    DiagnosticCode found =
        DiagnosticCodes.find(code.toUpperCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no diagnostic `"
                            + code
                            + "`; `drey list diagnostics` lists all"));
    String page = found.id() + ".md";
    try (@Nullable InputStream in = DiagnosticCode.class.getResourceAsStream(page)) {
      if (in == null) {
        throw new IllegalStateException("the page " + page + " is not in this build");
      }
      terminal.out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return ExitCode.FINE;
  }
}
