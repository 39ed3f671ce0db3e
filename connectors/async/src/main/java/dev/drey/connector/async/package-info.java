// SPDX-License-Identifier: Apache-2.0
/**
 * Sinks that send records to a system several at a time and go on while it answers: one shape of
 * buffers and retries, and one way for what the system refuses. A connector says what a record is
 * and how records are sent ({@link dev.drey.connector.async.RecordSender}).
 */
@NullMarked
package dev.drey.connector.async;

import org.jspecify.annotations.NullMarked;
