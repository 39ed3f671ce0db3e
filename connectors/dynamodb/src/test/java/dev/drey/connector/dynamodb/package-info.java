// SPDX-License-Identifier: Apache-2.0
/** The connector {@code dynamodb} against an emulator. */
@NullMarked
package dev.drey.connector.dynamodb;

import org.jspecify.annotations.NullMarked;
