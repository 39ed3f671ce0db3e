// SPDX-License-Identifier: Apache-2.0
/** The connector {@code firehose} against what speaks the service's protocol. */
@NullMarked
package dev.drey.connector.firehose;

import org.jspecify.annotations.NullMarked;
