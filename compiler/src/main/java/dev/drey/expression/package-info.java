// SPDX-License-Identifier: Apache-2.0
/**
 * SQL expressions. {@link dev.drey.expression.Expressions} is the door; what comes out of it is in
 * {@code value} and {@code calc}. Behind it are five rooms, each using those before it: {@code
 * runtime} (what generated code calls, with {@code text}), {@code parse}, {@code function}, {@code
 * code} and {@code typing}; {@code type} is what they share.
 */
@NullMarked
package dev.drey.expression;

import org.jspecify.annotations.NullMarked;
