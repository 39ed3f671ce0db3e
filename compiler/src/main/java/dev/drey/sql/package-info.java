// SPDX-License-Identifier: Apache-2.0
/** Queries of Flink SQL, and what is asked of its planner, which is loaded for these alone. */
@NullMarked
package dev.drey.sql;

import org.jspecify.annotations.NullMarked;
