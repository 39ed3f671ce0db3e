// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The functions of one row that expressions may call, each name once. */
public final class FunctionCatalog {
  private final List<ScalarFunction> functions;

  private FunctionCatalog(List<ScalarFunction> functions) {
    Set<String> names = new HashSet<>();
    for (ScalarFunction function : functions) {
      if (!names.add(function.name())) {
        throw new IllegalArgumentException("two functions are called " + function.name());
      }
    }
    this.functions = List.copyOf(functions);
  }

  public static FunctionCatalog of(List<ScalarFunction> functions) {
    return new FunctionCatalog(functions);
  }

  /** These functions and those of all {@link FunctionLibrary}s on the class path. */
  public FunctionCatalog withLibraries(ClassLoader loader) {
    List<ScalarFunction> found = new ArrayList<>();
    ServiceLoader.load(FunctionLibrary.class, loader)
        .forEach(library -> found.addAll(library.functions()));
    return found.isEmpty() ? this : with(found);
  }

  /** These functions and more of them. */
  public FunctionCatalog with(List<ScalarFunction> more) {
    List<ScalarFunction> all = new ArrayList<>(functions);
    all.addAll(more);
    return of(all);
  }

  public List<ScalarFunction> functions() {
    return functions;
  }
}
