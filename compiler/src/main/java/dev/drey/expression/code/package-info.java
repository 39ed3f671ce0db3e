// SPDX-License-Identifier: Apache-2.0
/** Typed expressions as Java, as SQL for people, and by less work. */
@NullMarked
package dev.drey.expression.code;

import org.jspecify.annotations.NullMarked;
