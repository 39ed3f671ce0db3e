// SPDX-License-Identifier: Apache-2.0
/** The generated code of an operator, and how a task compiles it; it knows no Calcite. */
@NullMarked
package dev.drey.expression.calc;

import org.jspecify.annotations.NullMarked;
