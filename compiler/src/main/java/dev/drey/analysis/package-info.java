// SPDX-License-Identifier: Apache-2.0
/** From the model to the plan: names, types, time, state, delivery. */
@NullMarked
package dev.drey.analysis;

import org.jspecify.annotations.NullMarked;
