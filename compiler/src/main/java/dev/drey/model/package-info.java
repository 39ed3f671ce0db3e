// SPDX-License-Identifier: Apache-2.0
/** What a spec says, as immutable values, each with its place. */
@NullMarked
package dev.drey.model;

import org.jspecify.annotations.NullMarked;
