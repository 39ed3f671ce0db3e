// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the DynamoDB emulator, as a parameter of a test, a constructor or {@code
 * BeforeAll}: one for all classes of a JVM, started at first use, stopped when the last test ended.
 * Where Node is missing the class is skipped, said on standard error; under {@code CI=true} it
 * fails.
 */
public final class DynamoDbEmulatorExtension implements ExecutionCondition, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(DynamoDbEmulatorExtension.class);

  /** For {@code @ExtendWith}. */
  public DynamoDbEmulatorExtension() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (BackendFolder.find("dynamodb/node_modules/dynalite/cli.js").isPresent()) {
      return ConditionEvaluationResult.enabled("the DynamoDB emulator is installed");
    }
    if ("true".equals(System.getenv("CI"))) {
      return ConditionEvaluationResult.enabled("CI=true: fails for want of the emulator");
    }
    String reason =
        "SKIPPED "
            + context.getDisplayName()
            + ": the DynamoDB emulator is not installed; it needs Node 20 with npm, then mvn verify";
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DynamoDbEmulator.class;
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
    private final DynamoDbEmulator emulator = DynamoDbEmulator.start();

    @Override
    public void close() {
      emulator.close();
    }
  }
}
