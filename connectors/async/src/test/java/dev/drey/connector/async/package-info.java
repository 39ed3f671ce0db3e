// SPDX-License-Identifier: Apache-2.0
/** What asynchronous sinks share. */
@NullMarked
package dev.drey.connector.async;

import org.jspecify.annotations.NullMarked;
