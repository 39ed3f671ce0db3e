// SPDX-License-Identifier: Apache-2.0
/** Texts of values. */
@NullMarked
package dev.drey.format.text;

import org.jspecify.annotations.NullMarked;
