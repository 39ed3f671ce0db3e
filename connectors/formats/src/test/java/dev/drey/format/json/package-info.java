/** Formats as a job uses them. */
@NullMarked
package dev.drey.format.json;

import org.jspecify.annotations.NullMarked;
