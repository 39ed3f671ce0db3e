/**
 * SQL expressions of Flink SQL: Calcite parses and simplifies them; types and the Java that
 * computes them are made here.
 */
@NullMarked
package dev.drey.expression;

import org.jspecify.annotations.NullMarked;
