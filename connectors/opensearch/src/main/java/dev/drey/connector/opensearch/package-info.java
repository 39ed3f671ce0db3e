// SPDX-License-Identifier: Apache-2.0
/**
 * The connectors {@code opensearch} and {@code elasticsearch}: sinks that put documents into
 * indices and delete them, by the bulk requests that both systems answer alike.
 */
@NullMarked
package dev.drey.connector.opensearch;

import org.jspecify.annotations.NullMarked;
