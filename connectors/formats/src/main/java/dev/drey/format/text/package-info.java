// SPDX-License-Identifier: Apache-2.0
/** The texts of single values and the bytes they are written to, as the formats share them. */
@NullMarked
package dev.drey.format.text;

import org.jspecify.annotations.NullMarked;
