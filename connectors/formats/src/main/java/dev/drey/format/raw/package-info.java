// SPDX-License-Identifier: Apache-2.0
/** Records that are one column, as they are. */
@NullMarked
package dev.drey.format.raw;

import org.jspecify.annotations.NullMarked;
