// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/**
 * The script that completes command lines. Where it knows no verb, option or choice, the shell
 * completes names of files, as nearly every argument is one: picocli's own script turns that off.
 */
@Command(
    name = "completion",
    description = "Prints a script for bash and zsh: source <(drey completion).")
final class CompletionVerb implements Callable<Integer> {
  private static final String NO_FILES = "(?m)^.*compopt \\+o default.*\\R";

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private final Terminal terminal;

  CompletionVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine.Model.CommandSpec drey = requireNonNull(spec).root();
    String script = AutoComplete.bash(drey.name(), drey.commandLine());
    terminal.out().print(script.replaceAll(NO_FILES, ""));
    terminal.out().flush();
    return ExitCode.FINE;
  }
}
