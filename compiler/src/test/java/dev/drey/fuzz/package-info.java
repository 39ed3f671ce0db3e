// SPDX-License-Identifier: Apache-2.0
/** Specs that nobody would write, put through the whole compiler. */
@NullMarked
package dev.drey.fuzz;

import org.jspecify.annotations.NullMarked;
