/** The {@code drey} command: one class per verb. */
@NullMarked
package dev.drey.cli;

import org.jspecify.annotations.NullMarked;
