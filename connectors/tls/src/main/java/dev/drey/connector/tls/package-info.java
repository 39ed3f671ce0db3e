// SPDX-License-Identifier: Apache-2.0
/**
 * Keys and certificates for connections over TLS: how a spec says them, and what clients are given.
 */
@NullMarked
package dev.drey.connector.tls;

import org.jspecify.annotations.NullMarked;
