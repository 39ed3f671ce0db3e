// SPDX-License-Identifier: Apache-2.0
/** Records that are packed, each by itself. */
@NullMarked
package dev.drey.format.packed;

import org.jspecify.annotations.NullMarked;
