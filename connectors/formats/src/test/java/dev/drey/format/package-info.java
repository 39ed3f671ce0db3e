/** Formats as a job uses them. */
@NullMarked
package dev.drey.format;

import org.jspecify.annotations.NullMarked;
