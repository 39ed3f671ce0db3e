// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.function.ArgumentCheck;
import dev.drey.function.FunctionDescriptor;
import dev.drey.function.ScalarFunction;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A function with its signatures as types and the operators that call its methods. */
public final class RuntimeFunction {
  /** One signature and the method behind it. */
  public static final class Overload {
    private final Signature signature;
    private final RuntimeOperator operator;

    private Overload(Signature signature, RuntimeOperator operator) {
      this.signature = signature;
      this.operator = operator;
    }

    public Signature signature() {
      return signature;
    }

    public RuntimeOperator operator() {
      return operator;
    }
  }

  private final ScalarFunction declared;
  private final List<Overload> overloads;

  RuntimeFunction(ScalarFunction declared) {
    this.declared = declared;
    this.overloads =
        declared.overloads().stream()
            .map(
                overload ->
                    new Overload(
                        Signature.of(overload.signature()),
                        new RuntimeOperator(
                            declared.name(),
                            declared.home(),
                            overload.method(),
                            overload.strict())))
            .collect(Collectors.toUnmodifiableList());
  }

  public @Nullable ArgumentCheck check(int position) {
    return declared.check(position);
  }

  public String name() {
    return declared.name();
  }

  public List<Overload> overloads() {
    return overloads;
  }

  public FunctionDescriptor descriptor() {
    return declared.descriptor(
        overloads.stream()
            .map(overload -> overload.signature().text(name()))
            .collect(Collectors.toList()));
  }
}
