// SPDX-License-Identifier: Apache-2.0
/** The connector {@code sqs} against a queue server. */
@NullMarked
package dev.drey.connector.sqs;

import org.jspecify.annotations.NullMarked;
