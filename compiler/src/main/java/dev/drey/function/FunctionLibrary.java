// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import java.util.List;

/**
 * Functions of one's own, beside those of Flink SQL. Found by {@link java.util.ServiceLoader}; the
 * class and those with the methods are public, and are where the job runs, too.
 */
public interface FunctionLibrary {
  /** Each under a name, in capitals, that no other function has. */
  List<ScalarFunction> functions();
}
