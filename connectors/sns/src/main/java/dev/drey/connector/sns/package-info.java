// SPDX-License-Identifier: Apache-2.0
/** The connector {@code sns}: a sink that publishes messages to a topic, standard or FIFO. */
@NullMarked
package dev.drey.connector.sns;

import org.jspecify.annotations.NullMarked;
