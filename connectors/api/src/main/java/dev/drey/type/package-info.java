// SPDX-License-Identifier: Apache-2.0
/** SQL data types, as values: what a column holds and how a row carries it. */
@NullMarked
package dev.drey.type;

import org.jspecify.annotations.NullMarked;
