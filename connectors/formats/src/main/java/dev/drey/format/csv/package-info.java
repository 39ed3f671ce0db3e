// SPDX-License-Identifier: Apache-2.0
/** Records that are CSV lines, as RFC 4180 describes them. */
@NullMarked
package dev.drey.format.csv;

import org.jspecify.annotations.NullMarked;
