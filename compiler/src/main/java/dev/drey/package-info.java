// SPDX-License-Identifier: Apache-2.0
/** The compiler as others call it. */
@NullMarked
package dev.drey;

import org.jspecify.annotations.NullMarked;
