/** SQL expressions: parsed, typed, simplified and turned into Java by Calcite. */
@NullMarked
package dev.drey.expression;

import org.jspecify.annotations.NullMarked;
