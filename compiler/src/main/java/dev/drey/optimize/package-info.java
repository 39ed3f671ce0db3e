// SPDX-License-Identifier: Apache-2.0
/** Rules that turn a plan into a cheaper one with the same results. */
@NullMarked
package dev.drey.optimize;

import org.jspecify.annotations.NullMarked;
