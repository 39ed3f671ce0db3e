// SPDX-License-Identifier: Apache-2.0
/** Formats as a job uses them. */
@NullMarked
package dev.drey.format.packed;

import org.jspecify.annotations.NullMarked;
