// SPDX-License-Identifier: Apache-2.0
/** Tables of relational databases, asked by key. */
@NullMarked
package dev.drey.connector.jdbc;

import org.jspecify.annotations.NullMarked;
