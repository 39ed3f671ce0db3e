// SPDX-License-Identifier: Apache-2.0
/** The connector {@code lambda} against what speaks the service's protocol. */
@NullMarked
package dev.drey.connector.lambda;

import org.jspecify.annotations.NullMarked;
