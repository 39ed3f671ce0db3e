// SPDX-License-Identifier: Apache-2.0
/**
 * What runs in tasks: operators, functions and watermark generators over rows. Knows Flink, rows
 * and types; what a plan says reaches it as values when a graph is built, so neither the plan nor
 * Calcite does.
 */
@NullMarked
package dev.drey.operator;

import org.jspecify.annotations.NullMarked;
