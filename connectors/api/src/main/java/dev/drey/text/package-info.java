/** Text on its way to people. */
@NullMarked
package dev.drey.text;

import org.jspecify.annotations.NullMarked;
