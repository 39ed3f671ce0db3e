// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

/**
 * How large a spec may be. The limits are far above what a person writes and far below what hurts.
 */
final class YamlLimits {
  /** UTF-16 units of a file: one mebi. */
  static final int TEXT = 1 << 20;

  /** Lists and mappings within each other. */
  static final int DEPTH = 64;

  /** Keys and values of a file, those of aliases counted at each use. */
  static final int NODES = 100_000;

  private YamlLimits() {}
}
