// SPDX-License-Identifier: Apache-2.0
/** The file connector on a real Flink. */
@NullMarked
package dev.drey.connector.file;

import org.jspecify.annotations.NullMarked;
