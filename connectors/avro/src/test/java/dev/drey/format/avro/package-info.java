// SPDX-License-Identifier: Apache-2.0
/** Avro beside Avro's own readers and writers, and beside Flink's format. */
@NullMarked
package dev.drey.format.avro;

import org.jspecify.annotations.NullMarked;
