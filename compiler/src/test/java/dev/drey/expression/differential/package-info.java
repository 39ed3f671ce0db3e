// SPDX-License-Identifier: Apache-2.0
/** Expressions beside Flink SQL: the same text over the same rows, in its planner and in ours. */
@NullMarked
package dev.drey.expression.differential;

import org.jspecify.annotations.NullMarked;
