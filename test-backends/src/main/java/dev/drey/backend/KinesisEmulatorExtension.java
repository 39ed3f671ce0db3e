// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the Kinesis emulator, as a parameter of a test, a constructor or {@code
 * BeforeAll}: one for all classes of a JVM, started at first use, stopped when the last test ended.
 * Where Node is missing the class is skipped, said on standard error; under {@code CI=true} it
 * fails.
 */
public final class KinesisEmulatorExtension implements ExecutionCondition, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(KinesisEmulatorExtension.class);

  /** For {@code @ExtendWith}. */
  public KinesisEmulatorExtension() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (BackendFolder.find("kinesis/node_modules/kinesis-local/main.js").isPresent()) {
      return ConditionEvaluationResult.enabled("the Kinesis emulator is installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI=true: fails for want of the emulator");
    }
    String reason =
        "SKIPPED "
            + context.getDisplayName()
            + ": the Kinesis emulator is not installed; it needs Node 20 with npm, then mvn verify";
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KinesisEmulator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Shared.class, ignored -> new Shared(), Shared.class)
        .emulator;
  }

  /** In the root store, which closes it after the last test. */
  private static final class Shared implements AutoCloseable {
    private final KinesisEmulator emulator = KinesisEmulator.start();

    @Override
    public void close() {
      emulator.close();
    }
  }
}
