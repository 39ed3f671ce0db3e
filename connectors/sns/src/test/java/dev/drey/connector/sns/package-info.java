// SPDX-License-Identifier: Apache-2.0
/** The connector {@code sns} against what speaks the service's protocol. */
@NullMarked
package dev.drey.connector.sns;

import org.jspecify.annotations.NullMarked;
