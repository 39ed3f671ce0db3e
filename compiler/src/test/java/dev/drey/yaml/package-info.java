@NullMarked
package dev.drey.yaml;

import org.jspecify.annotations.NullMarked;
