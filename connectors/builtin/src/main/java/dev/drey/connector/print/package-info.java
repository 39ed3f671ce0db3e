// SPDX-License-Identifier: Apache-2.0
/** Rows as lines on standard output. */
@NullMarked
package dev.drey.connector.print;

import org.jspecify.annotations.NullMarked;
