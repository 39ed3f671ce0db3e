// SPDX-License-Identifier: Apache-2.0
/** Whole jobs timed beside the same jobs written by hand and in Flink SQL. */
@NullMarked
package dev.drey.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
