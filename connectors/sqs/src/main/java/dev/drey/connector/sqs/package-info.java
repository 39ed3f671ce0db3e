// SPDX-License-Identifier: Apache-2.0
/** The connector {@code sqs}: a sink that sends messages to a queue, standard or FIFO. */
@NullMarked
package dev.drey.connector.sqs;

import org.jspecify.annotations.NullMarked;
