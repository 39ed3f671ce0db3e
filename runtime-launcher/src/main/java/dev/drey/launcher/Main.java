package dev.drey.launcher;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.render.TextRenderer;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry point on a cluster: spec, plan, graph, job. It sets nothing that the service owns
 * (checkpoints, parallelism, state backend), and it leaves the process alone: a failure is an
 * exception, which Flink shows where the job was submitted.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    String name = build(LaunchArguments.parse(arguments), PropertyGroups.SERVICE_FILE, environment);
    environment.execute(name);
  }

  /** Adds the pipeline to the environment and gives its name. */
  static String build(
      LaunchArguments arguments, Path serviceFile, StreamExecutionEnvironment environment)
      throws LaunchException {
    LaunchedSpec launched = LaunchedSpec.find(arguments, serviceFile);
    Catalog catalog = Catalog.load(Main.class.getClassLoader());
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                launched.file(),
                CompilerOptions.builder().params(launched.params()).requireParams(true).build());
    if (result.plan().isEmpty()) {
      LaunchException failure =
          LaunchException.of(
              "The spec " + launched.file() + " cannot be run.", result.diagnostics());
      LOG.error(failure.getMessage());
      throw failure;
    }
    if (!result.diagnostics().isEmpty()) {
      LOG.warn("{}", new TextRenderer(false).render(result.diagnostics()));
    }
    LogicalPlan plan = result.plan().get();
    new GraphBuilder(catalog).build(plan, environment, false);
    LOG.info(
        "pipeline {} from {}: {} operators", plan.name(), launched.file(), plan.nodes().size());
    return plan.name();
  }
}
