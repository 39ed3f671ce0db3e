// SPDX-License-Identifier: Apache-2.0
/** A sink that writes nothing. */
@NullMarked
package dev.drey.connector.discard;

import org.jspecify.annotations.NullMarked;
