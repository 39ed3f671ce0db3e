// SPDX-License-Identifier: Apache-2.0
/** What the other packages hold of expressions: typed, with their columns by position. */
@NullMarked
package dev.drey.expression.value;

import org.jspecify.annotations.NullMarked;
