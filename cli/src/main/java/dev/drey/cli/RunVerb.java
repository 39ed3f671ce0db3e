package dev.drey.cli;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.render.TextRenderer;
import dev.drey.plan.LogicalPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline on an embedded Flink. */
@Command(
    name = "run",
    description = {
      "Runs a pipeline on an embedded Flink until its input ends or Ctrl-C.",
      "Relative file paths in the spec are relative to the spec's folder."
    })
final class RunVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC", description = "The pipeline's spec, or - for standard input.")
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
          "Write the sink NAME to a folder of files instead, or with - to standard output.")
  private Map<String, String> outputs = new LinkedHashMap<>();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks each operator has. Default: what the spec says, else 1.")
  private @Nullable Integer parallelism;

  @Option(names = "--ui", description = "Serve Flink's web page on http://localhost:8081.")
  private boolean ui;

  @Mixin private ParamOptions params = new ParamOptions();

  private final Terminal terminal;

  RunVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (parallelism != null && parallelism < 1) {
      throw new UsageException("--parallelism is at least 1");
    }
    Diagnostics unreadable = new Diagnostics();
    List<SpecInput> found = new SpecFinder(terminal, unreadable).find(List.of(spec));
    if (found.size() > 1) {
      throw new UsageException("`" + spec + "` holds several specs; run one at a time");
    }
    TextRenderer renderer = new TextRenderer(terminal.colorOut());
    if (found.isEmpty()) {
      terminal.err().print(renderer.render(unreadable.list()));
      return ExitCode.PROBLEMS;
    }
    Catalog catalog = Catalog.load(RunVerb.class.getClassLoader());
    CompileResult compiled =
        new PipelineCompiler(catalog).compile(found.get(0).source(), options());
    terminal.err().print(renderer.render(compiled.diagnostics()));
    if (!compiled.unknownNames().isEmpty()) {
      throw new UsageException(
          "the spec has no source or sink `" + compiled.unknownNames().get(0) + "`");
    }
    if (compiled.plan().isEmpty()) {
      return ExitCode.PROBLEMS;
    }
    Path folder = found.get(0).folder(terminal);
    LogicalPlan plan = LocalPaths.resolve(compiled.plan().get(), folder);
    return new LocalJob(plan, catalog, terminal).run(parallelism, ui);
  }

  private CompilerOptions options() {
    return CompilerOptions.builder()
        .params(params.values(terminal))
        .requireParams(true)
        .inputFiles(absolute(inputs))
        .outputFiles(absolute(outputs))
        .build();
  }

  /** The command line's paths are relative to where the command is run. */
  private Map<String, String> absolute(Map<String, String> paths) {
    Map<String, String> absolute = new LinkedHashMap<>();
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
