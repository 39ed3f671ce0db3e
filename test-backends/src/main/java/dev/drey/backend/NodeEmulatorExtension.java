// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class an emulator that runs on Node, as a parameter of a test, a constructor or
 * {@code BeforeAll}: one for all classes of a JVM, started at first use, stopped when the last test
 * ended. Where Node is missing the class is skipped, said on standard error; under {@code CI=true}
 * it fails.
 */
abstract class NodeEmulatorExtension<E extends Closeable>
    implements ExecutionCondition, ParameterResolver {
  private final String name;
  private final String script;
  private final Class<E> type;
  private final Supplier<E> start;

  /**
   * @param name as people say it: {@code the Kinesis emulator}
   * @param script what npm installs, below the folder of emulators
   */
  NodeEmulatorExtension(String name, String script, Class<E> type, Supplier<E> start) {
    this.name = name;
    this.script = script;
    this.type = type;
    this.start = start;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (BackendFolder.find(script).isPresent()) {
      return ConditionEvaluationResult.enabled(name + " is installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI=true: fails for want of " + name);
    }
    String reason =
        "SKIPPED "
            + context.getDisplayName()
            + ": "
            + name
            + " is not installed; it needs Node 20 with npm, then mvn verify";
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(type))
        .getOrComputeIfAbsent(Shared.class, ignored -> new Shared(start.get()), Shared.class)
        .emulator;
  }

  /** In the root store, which closes it after the last test. */
  private static final class Shared implements AutoCloseable {
    private final Closeable emulator;

    private Shared(Closeable emulator) {
      this.emulator = emulator;
    }

    @Override
    public void close() throws IOException {
      emulator.close();
    }
  }
}
