// SPDX-License-Identifier: Apache-2.0
/** The text of a spec and places in it. */
@NullMarked
package dev.drey.source;

import org.jspecify.annotations.NullMarked;
