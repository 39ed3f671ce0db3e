// SPDX-License-Identifier: Apache-2.0
/** The connector {@code http}: a sink that sends records, and a lookup that asks for them. */
@NullMarked
package dev.drey.connector.http;

import org.jspecify.annotations.NullMarked;
