// SPDX-License-Identifier: Apache-2.0
/** Connectors on a real Flink. */
@NullMarked
package dev.drey.connector.print;

import org.jspecify.annotations.NullMarked;
