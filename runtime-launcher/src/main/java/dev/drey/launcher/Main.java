// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.SecretException;
import dev.drey.connector.Catalog;
import dev.drey.deploy.PropertyGroups;
import dev.drey.diagnostic.render.DiagnosticRenderer;
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
    run(
        LaunchArguments.parse(arguments),
        PropertyGroups.SERVICE_FILE,
        environment,
        environment::execute);
  }

  /** What starts a job of this name. */
  interface Start {
    void start(String name) throws Exception;
  }

  /**
   * Builds the job and starts it. What others say of a failure is told without the spec's secrets.
   */
  static void run(
      LaunchArguments arguments,
      Path serviceFile,
      StreamExecutionEnvironment environment,
      Start start)
      throws Exception {
    Catalog catalog = Catalog.load(Main.class.getClassLoader());
    CompileResult compiled = withSecrets(compile(arguments, serviceFile, catalog), catalog);
    try {
      start.start(build(compiled, catalog, environment));
    } catch (Exception failure) {
      throw compiled.redaction().of(failure);
    }
  }

  private static CompileResult withSecrets(CompileResult compiled, Catalog catalog)
      throws LaunchException {
    try {
      return compiled.withSecrets(catalog);
    } catch (SecretException unreadable) {
      throw new LaunchException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /** A result that has a plan. */
  private static CompileResult compile(LaunchArguments arguments, Path serviceFile, Catalog catalog)
      throws LaunchException {
    LaunchedSpec launched = LaunchedSpec.find(arguments, serviceFile);
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(
                launched.file(),
                CompilerOptions.builder()
                    .params(launched.params())
                    .properties(launched.properties())
                    .requireParams(true)
                    .build());
    if (result.plan().isEmpty()) {
      LaunchException failure =
          LaunchException.of(
              "The spec " + launched.file() + " cannot be run.", result.diagnostics());
      LOG.error(failure.getMessage());
      throw failure;
    }
    if (!result.diagnostics().isEmpty()) {
      LOG.warn("{}", DiagnosticRenderer.text(false).render(result.diagnostics()));
    }
    LOG.info("pipeline {} from {}", result.plan().get().name(), launched.file());
    return result;
  }

  /** Adds the pipeline to the environment and gives its name. */
  private static String build(
      CompileResult result, Catalog catalog, StreamExecutionEnvironment environment) {
    LogicalPlan plan = result.plan().orElseThrow();
    new GraphBuilder(catalog).build(plan, environment, false);
    LOG.info("pipeline {}: {} operators", plan.name(), plan.nodes().size());
    return plan.name();
  }
}
