// SPDX-License-Identifier: Apache-2.0
/** Operators of one's own: what a plug-in says of one, and what runs in tasks. */
@NullMarked
package dev.drey.process;

import org.jspecify.annotations.NullMarked;
