// SPDX-License-Identifier: Apache-2.0
/** The generated part of {@code docs/reference} and {@code schemas}, from the descriptors. */
@NullMarked
package dev.drey.cli.reference;

import org.jspecify.annotations.NullMarked;
