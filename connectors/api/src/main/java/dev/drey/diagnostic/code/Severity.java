// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.code;

/** How bad a diagnostic is. */
public enum Severity {
  /** The spec cannot be run. */
  ERROR,
  /** The spec can be run and probably does not do what its author wants. */
  WARNING;

  /** As messages write it. */
  public String label() {
    return this == ERROR ? "error" : "warning";
  }
}
