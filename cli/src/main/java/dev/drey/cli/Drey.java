// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.DidYouMean;
import dev.drey.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command: verbs, their common options, and what happens when something is wrong. */
@Command(
    name = "drey",
    description = "Compiles declarative streaming pipelines for Apache Flink.",
    versionProvider = Drey.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "Exit codes: 0 fine, 1 problems found, 2 wrong use."})
final class Drey implements Runnable {
  private static final Pattern UNKNOWN_BEHIND_HELP =
      Pattern.compile("Unknown subcommand '(.*)'\\.", Pattern.DOTALL);

  private static final Pattern NO_PAIR =
      Pattern.compile(
          "Value for option option '(--[\\w-]+)' \\((\\S+)\\) should be in KEY=VALUE format but was"
              + " (.*)",
          Pattern.DOTALL);

  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "Invalid value for option '(--[\\w-]+)'.*: '(.*)' is not an? (?:int|long)",
          Pattern.DOTALL);

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and log messages.")
  private boolean debug;

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  private final Terminal terminal;

  private Drey(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    if (List.of(args).contains("--debug")) {
      // Before the first logger is made: log4j2.properties reads it.
      System.setProperty("drey.log", "INFO");
    }
    int code = run(Terminal.system(), args);
    System.out.flush();
    System.exit(code);
  }

  /** Runs one command line to its exit code. */
  static int run(Terminal terminal, String... args) {
    Drey drey = new Drey(terminal);
    CommandLine line = new CommandLine(drey);
    drey.verbs().forEach(line::addSubcommand);
    for (CommandLine verb : line.getSubcommands().values()) {
      verb.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
    }
    CommandLine help = new CommandLine(new CommandLine.HelpCommand());
    line.addSubcommand("help", help);
    help.getCommandSpec()
        .usageMessage()
        .header("Shows this help, or that of a verb.")
        .description();
    return line.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colorOut() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Drey::executeWhatIsKnown)
        .setParameterExceptionHandler((wrong, given) -> drey.wrongUse(wrong))
        .setExecutionExceptionHandler((thrown, failed, given) -> drey.failed(thrown, failed))
        .execute(args);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** What is no verb and no option is wrong use, also where help is asked for. */
  private static int executeWhatIsKnown(CommandLine.ParseResult parsed) {
    for (CommandLine.ParseResult each = parsed; each != null; each = each.subcommand()) {
      if (!each.unmatched().isEmpty()) {
        throw new UnmatchedArgumentException(each.commandSpec().commandLine(), each.unmatched());
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private List<Object> verbs() {
    return List.of(
        new ValidateVerb(terminal),
        new ExplainVerb(terminal),
        new RunVerb(terminal),
        new TestVerb(terminal),
        new PackageVerb(terminal),
        new SchemaVerb(terminal),
        new TypeVerb(terminal),
        new ListVerb(terminal),
        new DocVerb(terminal),
        new CompletionVerb(terminal));
  }

  @Override
  public void run() {
    Objects.requireNonNull(spec).commandLine().usage(terminal.err());
    throw new UsageException("a verb is missing");
  }

  private int wrongUse(ParameterException wrong) {
    StringBuilder text = new StringBuilder("error: ");
    Optional<String> verb = unknownVerb(wrong);
    if (verb.isPresent()) {
      List<String> verbs = List.copyOf(root(wrong).getSubcommands().keySet());
      text.append("there is no verb `").append(verb.get()).append("`\n  = help: ");
      text.append(
          DidYouMean.help(verb.get(), verbs).orElse("the verbs are " + String.join(", ", verbs)));
    } else {
      text.append(inWords(String.valueOf(wrong.getMessage())));
      if (wrong instanceof UnmatchedArgumentException) {
        ((UnmatchedArgumentException) wrong)
            .getSuggestions().stream()
                .findFirst()
                .ifPresent(near -> text.append("\n  = help: did you mean `" + near + "`?"));
      }
    }
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal
        .err()
        .println(
            Visible.lines(text.toString()) + "\n  = help: `" + name + " -h` shows how it is used");
    return ExitCode.USAGE;
  }

  /** What picocli says of values, without its terms. */
  private static String inWords(String message) {
    Matcher pair = NO_PAIR.matcher(message);
    if (pair.matches()) {
      return pair.group(1) + " takes " + pair.group(2) + ", not `" + pair.group(3) + "`";
    }
    Matcher number = NO_NUMBER.matcher(message);
    return number.matches()
        ? number.group(1) + " takes a whole number, and `" + number.group(2) + "` is none for it"
        : message;
  }

  private static CommandLine root(ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    while (line.getParent() != null) {
      line = line.getParent();
    }
    return line;
  }

  /** What stands where a verb should, also behind `help`, whose message alone has the name. */
  private static Optional<String> unknownVerb(ParameterException wrong) {
    Matcher behindHelp = UNKNOWN_BEHIND_HELP.matcher(String.valueOf(wrong.getMessage()));
    if (behindHelp.matches()) {
      return Optional.of(behindHelp.group(1));
    }
    return wrong instanceof UnmatchedArgumentException && wrong.getCommandLine().getParent() == null
        ? ((UnmatchedArgumentException) wrong)
            .getUnmatched().stream().findFirst().filter(word -> !word.startsWith("-"))
        : Optional.empty();
  }

  private int failed(Exception thrown, CommandLine failed) {
    if (debug) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      terminal.err().print(Visible.lines(trace.toString()));
    }
    if (thrown instanceof UsageException) {
      terminal.err().println("error: " + Visible.lines(String.valueOf(thrown.getMessage())));
      return ExitCode.USAGE;
    }
    if (!debug) {
      String name = failed.getCommandSpec().qualifiedName();
      terminal.err().println("error: " + Visible.lines(Causes.inWords(thrown)));
      terminal.err().println("  = help: `" + name + " --debug ...` shows where it comes from");
    }
    return ExitCode.PROBLEMS;
  }

  /** The version that the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"drey " + number()};
    }

    static String number() {
      Properties properties = new Properties();
      try (@Nullable InputStream in = Drey.class.getResourceAsStream("version.properties")) {
        if (in != null) {
          properties.load(in);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("reading our own version", e);
      }
      return properties.getProperty("version", "unknown");
    }
  }
}
