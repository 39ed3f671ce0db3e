// SPDX-License-Identifier: Apache-2.0
/** The connector {@code http} against a server on loopback. */
@NullMarked
package dev.drey.connector.prometheus;

import org.jspecify.annotations.NullMarked;
