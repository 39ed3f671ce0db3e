// SPDX-License-Identifier: Apache-2.0
/** What becomes of the state of a pipeline when another spec goes on with it. */
@NullMarked
package dev.drey.evolution;

import org.jspecify.annotations.NullMarked;
