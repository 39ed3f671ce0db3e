// SPDX-License-Identifier: Apache-2.0
/** What a format is: a descriptor (pure data), a decoder from bytes to rows and an encoder back. */
@NullMarked
package dev.drey.format;

import org.jspecify.annotations.NullMarked;
