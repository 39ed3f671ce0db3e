// SPDX-License-Identifier: Apache-2.0
/** Records and files in Avro, and types that an Avro schema says. */
@NullMarked
package dev.drey.format.avro;

import org.jspecify.annotations.NullMarked;
