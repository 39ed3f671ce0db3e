// SPDX-License-Identifier: Apache-2.0
/**
 * What a connector is: a descriptor (pure data) and the runtime that builds Flink sources and sinks
 * from it.
 */
@NullMarked
package dev.drey.connector;

import org.jspecify.annotations.NullMarked;
