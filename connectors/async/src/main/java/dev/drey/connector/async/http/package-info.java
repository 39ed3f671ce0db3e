// SPDX-License-Identifier: Apache-2.0
/** What sinks and lookups share that speak HTTP by Java's own client. */
@NullMarked
package dev.drey.connector.async.http;

import org.jspecify.annotations.NullMarked;
