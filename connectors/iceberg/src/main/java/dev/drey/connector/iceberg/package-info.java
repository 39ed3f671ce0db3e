// SPDX-License-Identifier: Apache-2.0
/** Tables of Apache Iceberg: written with each checkpoint, read once or watched. */
@NullMarked
package dev.drey.connector.iceberg;

import org.jspecify.annotations.NullMarked;
