@NullMarked
package dev.drey.backend;

import org.jspecify.annotations.NullMarked;
