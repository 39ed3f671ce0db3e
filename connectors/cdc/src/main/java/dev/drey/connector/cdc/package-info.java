// SPDX-License-Identifier: Apache-2.0
/** Changes of databases: their tables as they are, then what their logs say. */
@NullMarked
package dev.drey.connector.cdc;

import org.jspecify.annotations.NullMarked;
