// SPDX-License-Identifier: Apache-2.0
/** SQL's types in Calcite's and in ours, and what goes together with what. */
@NullMarked
package dev.drey.expression.type;

import org.jspecify.annotations.NullMarked;
