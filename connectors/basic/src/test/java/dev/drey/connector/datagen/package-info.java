/** Connectors on a real Flink. */
@NullMarked
package dev.drey.connector.datagen;

import org.jspecify.annotations.NullMarked;
