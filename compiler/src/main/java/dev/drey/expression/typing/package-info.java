// SPDX-License-Identifier: Apache-2.0
/** A tree of SQL to a typed expression over the columns of a row. */
@NullMarked
package dev.drey.expression.typing;

import org.jspecify.annotations.NullMarked;
