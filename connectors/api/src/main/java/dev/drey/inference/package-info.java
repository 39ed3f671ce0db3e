// SPDX-License-Identifier: Apache-2.0
/** Models that score rows: what they take and give, and what runs them. */
@NullMarked
package dev.drey.inference;

import org.jspecify.annotations.NullMarked;
