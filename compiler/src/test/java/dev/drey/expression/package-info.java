@NullMarked
package dev.drey.expression;

import org.jspecify.annotations.NullMarked;
