@NullMarked
package dev.drey.schema;

import org.jspecify.annotations.NullMarked;
