// SPDX-License-Identifier: Apache-2.0
/** The connector {@code firehose}: a sink that hands records to a delivery stream. */
@NullMarked
package dev.drey.connector.firehose;

import org.jspecify.annotations.NullMarked;
