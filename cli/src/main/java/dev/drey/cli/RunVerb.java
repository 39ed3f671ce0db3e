// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.SecretException;
import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.code.Severity;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.schema.Quantities;
import dev.drey.source.LocatedText;
import dev.drey.text.Visible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline on an embedded Flink. */
@Command(
    name = "run",
    description = {
      "Runs a pipeline on an embedded Flink until its input ends, or Ctrl-C.",
      "What has no end (Kafka, Kinesis, files with `watch`, datagen without `rows`)",
      "ends with --until-now, --limit or --for; files are complete after each of",
      "these and after Ctrl-C.",
      "Relative file paths in the spec are relative to the spec's folder."
    })
final class RunVerb implements Callable<Integer> {
  @Parameters(
      paramLabel = "SPEC",
      description = "The pipeline's spec, a folder that holds one, or - for standard input.")
  private String spec = "";

  @Option(
      names = "--input",
      paramLabel = "NAME=FILE",
      description = "Read the source NAME from a file, a folder or a glob instead.")
  private Map<String, String> inputs = new LinkedHashMap<>();

  @Option(
      names = "--output",
      paramLabel = "NAME=FILE",
      description =
          "Write the sink NAME elsewhere instead: to one file where the last name has an"
              + " extension (out.jsonl), to a folder of files where it has none (out), and with -"
              + " to standard output.")
  private Map<String, String> outputs = new LinkedHashMap<>();

  @Option(
      names = "--table",
      paramLabel = "NAME=FILE",
      description =
          "Answer the lookup of the stream NAME with the rows of a file, a folder or a glob"
              + " instead.")
  private Map<String, String> tables = new LinkedHashMap<>();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks each operator has. Default: what the spec says, else 1.")
  private @Nullable Integer parallelism;

  @Option(
      names = "--until-now",
      description = "End with what is there at the start, where a source has no end of its own.")
  private boolean untilNow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "End after N rows are written, by all sinks together.")
  private @Nullable Long limit;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "End after a time, such as 30s or 5m.")
  private @Nullable String longest;

  @Option(
      names = "--commit-offsets",
      description =
          "Commit offsets to the spec's consumer group and use its fan-out consumer, as the"
              + " deployed pipeline does. Without it a run leaves these alone.")
  private boolean commitOffsets;

  @Option(
      names = "--ui",
      description = "Serve Flink's web page on port 8081, or the next that is free.")
  private boolean ui;

  @Mixin private ParamOptions params = new ParamOptions();

  private final Terminal terminal;

  RunVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    RunOptions run = runOptions();
    Diagnostics unreadable = new Diagnostics();
    Optional<SpecInput> found = OneSpec.find(spec, "run", terminal, unreadable);
    DiagnosticRenderer renderer = DiagnosticRenderer.text(terminal.colorErr());
    if (found.isEmpty()) {
      terminal.err().print(renderer.render(unreadable.list()));
      return ExitCode.PROBLEMS;
    }
    Catalog catalog = Catalog.load(RunVerb.class.getClassLoader());
    CompileResult read = new PipelineCompiler(catalog).compile(found.get().source(), options());
    terminal.err().print(renderer.render(read.diagnostics()));
    read.spec().ifPresent(this::checkNames);
    if (read.plan().isEmpty()) {
      return ExitCode.PROBLEMS;
    }
    CompileResult compiled;
    try {
      compiled = read.withSecrets(catalog);
    } catch (SecretException missing) {
      terminal.err().println(Visible.lines("error: " + missing.getMessage()));
      return ExitCode.PROBLEMS;
    }
    compiled
        .spec()
        .map(spec -> new InputColumns(catalog).notes(spec, inputs.keySet()))
        .ifPresent(notes -> notes.forEach(note -> terminal.err().println(Visible.lines(note))));
    Path folder = found.get().folder(terminal);
    LogicalPlan plan = LocalPaths.resolve(compiled.plan().get(), folder, catalog);
    for (Clash clash : RealPaths.clashes(plan, catalog)) {
      if (isError(clash)) {
        return refuse(clash);
      }
      if (isTyped(clash) || !isTold(compiled)) {
        terminal.err().println(Visible.lines(inWords("warning", clash)));
      }
    }
    try {
      return new LocalJob(plan, catalog, terminal.hiding(compiled.redaction()), run).run();
    } catch (Exception failure) {
      // A client's message repeats the options that it refuses.
      throw compiled.redaction().of(failure);
    }
  }

  private int refuse(Clash clash) {
    terminal.err().println(Visible.lines(inWords("error", clash)));
    return isTyped(clash) ? ExitCode.USAGE : ExitCode.PROBLEMS;
  }

  private static boolean isError(Clash clash) {
    return clash.finding().code().severity() == Severity.ERROR;
  }

  private static String inWords(String severity, Clash clash) {
    String sink = clash.at().name();
    return severity
        + ": sink `"
        + sink
        + "` would write "
        + clash.at().options().asMap().get(clash.finding().option())
        + ": "
        + clash.finding().message()
        + "\n  = help: give the sink a place of its own, here with --output "
        + sink
        + "=FILE";
  }

  /** Whether the compiler said it of the paths as the spec writes them, or was not to say it. */
  private static boolean isTold(CompileResult compiled) {
    String code = ConnectorCodes.SHARED_FOLDER.id();
    return compiled.diagnostics().stream().anyMatch(each -> each.code().id().equals(code))
        || compiled.spec().stream()
            .flatMap(each -> each.allows().stream())
            .anyMatch(allow -> allow.code().text().equals(code));
  }

  /** Whether the command line makes the clash. */
  private boolean isTyped(Clash clash) {
    return outputs.containsKey(clash.at().name())
        || outputs.containsKey(clash.with().name())
        || inputs.containsKey(clash.with().name());
  }

  private RunOptions runOptions() {
    if (parallelism != null && parallelism < 1) {
      throw new UsageException("--parallelism is at least 1");
    }
    if (limit != null && limit < 1) {
      throw new UsageException("--limit is at least 1");
    }
    Optional<Duration> time = Optional.ofNullable(longest).flatMap(Quantities::duration);
    if (longest != null && time.filter(each -> !each.isZero()).isEmpty()) {
      throw new UsageException(
          "--for takes a time with its unit, such as 30s, 5m or 1h30m, not `" + longest + "`");
    }
    return RunOptions.builder()
        .parallelism(Optional.ofNullable(parallelism))
        .ui(ui)
        .untilNow(untilNow)
        .limit(Optional.ofNullable(limit))
        .longest(time)
        .commitsOffsets(commitOffsets)
        .build();
  }

  private void checkNames(PipelineSpec read) {
    Set<String> sources = names(read.sources().stream().map(SourceSpec::name));
    Set<String> sinks = names(read.sinks().stream().map(SinkSpec::name));
    inputs.keySet().forEach(name -> checkName(name, "--input", "source", sources, sinks));
    outputs.keySet().forEach(name -> checkName(name, "--output", "sink", sinks, sources));
    Set<String> lookups =
        names(read.streams().stream().filter(Operations::looksUp).map(StreamSpec::name));
    tables.keySet().forEach(name -> checkTable(name, lookups));
  }

  private static Set<String> names(Stream<LocatedText> names) {
    return names.map(LocatedText::text).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void checkName(
      String name, String option, String kind, Set<String> known, Set<String> others) {
    if (!known.contains(name)) {
      String help =
          others.contains(name)
              ? "`" + name + "` is a " + (kind.equals("sink") ? "source" : "sink")
              : DidYouMean.help(name, known)
                  .orElse("the " + kind + "s are " + String.join(", ", known));
      throw new UsageException(
          option + ": the spec has no " + kind + " `" + name + "`\n  = help: " + help);
    }
  }

  private static void checkTable(String name, Set<String> lookups) {
    if (!lookups.contains(name)) {
      String help =
          lookups.isEmpty()
              ? "no stream of it has a `lookup`"
              : DidYouMean.help(name, lookups)
                  .orElse("the streams with a lookup are " + String.join(", ", lookups));
      throw new UsageException(
          "--table: the spec has no lookup in a stream `" + name + "`\n  = help: " + help);
    }
  }

  private CompilerOptions options() {
    CompilerOptions given = params.options(terminal).build();
    return given.toBuilder()
        // Here they are all that there will be.
        .properties(given.properties().orElse(Map.of()))
        .requireParams(true)
        .inputFiles(absolute("--input", inputs))
        .outputFiles(absolute("--output", outputs))
        .tableFiles(absolute("--table", tables))
        .build();
  }

  /** The command line's paths are relative to where the command is run. */
  private Map<String, String> absolute(String option, Map<String, String> paths) {
    Map<String, String> absolute = new LinkedHashMap<>();
    if (paths.containsValue("")) {
      throw new UsageException(option + " takes NAME=FILE, and no file is given");
    }
    paths.forEach(
        (name, path) ->
            absolute.put(
                name,
                path.equals("-") || path.startsWith("/")
                    ? path
                    : terminal.folder().toAbsolutePath().normalize() + "/" + path));
    return absolute;
  }
}
