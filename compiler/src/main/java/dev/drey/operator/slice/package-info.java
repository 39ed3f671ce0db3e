// SPDX-License-Identifier: Apache-2.0
/**
 * Windows of a fixed length, by slices: a row goes into one accumulator, and windows that overlap
 * share it. Beside them sessions, and windows of so many rows: all that a key has of these is one
 * value in state.
 */
@NullMarked
package dev.drey.operator.slice;

import org.jspecify.annotations.NullMarked;
