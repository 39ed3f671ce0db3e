// SPDX-License-Identifier: Apache-2.0
/**
 * Windows of a fixed length, by slices: a row goes into one accumulator, and windows that overlap
 * share it.
 */
@NullMarked
package dev.drey.operator.slice;

import org.jspecify.annotations.NullMarked;
