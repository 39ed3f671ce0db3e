// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of static methods that generated code calls: one that there is not fails here. */
final class RuntimeCall {
  private static final ClassValue<Set<String>> METHODS =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> home) {
          return Arrays.stream(home.getMethods())
              .filter(method -> Modifier.isStatic(method.getModifiers()))
              .map(Method::getName)
              .collect(Collectors.toUnmodifiableSet());
        }
      };

  private RuntimeCall() {}

  /**
   * The call of a method.
   *
   * @param arguments as Java
   * @throws IllegalArgumentException where the class has no public static method of that name
   */
  static String of(Class<?> home, String method, Object... arguments) {
    if (!METHODS.get(home).contains(method)) {
      throw new IllegalArgumentException("no method " + home.getName() + "." + method);
    }
    return home.getName()
        + "."
        + method
        + "("
        + Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }
}
