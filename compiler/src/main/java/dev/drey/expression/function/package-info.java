// SPDX-License-Identifier: Apache-2.0
/** The functions that expressions can call, by name and by signature. */
@NullMarked
package dev.drey.expression.function;

import org.jspecify.annotations.NullMarked;
