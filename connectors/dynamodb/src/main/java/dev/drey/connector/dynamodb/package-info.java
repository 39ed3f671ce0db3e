// SPDX-License-Identifier: Apache-2.0
/**
 * The connector {@code dynamodb}: a sink that puts and deletes items of a table, and a lookup of
 * items by their key.
 */
@NullMarked
package dev.drey.connector.dynamodb;

import org.jspecify.annotations.NullMarked;
