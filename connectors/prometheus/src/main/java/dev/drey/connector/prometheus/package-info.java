// SPDX-License-Identifier: Apache-2.0
/** The connector {@code prometheus}. */
@NullMarked
package dev.drey.connector.prometheus;

import org.jspecify.annotations.NullMarked;
