// SPDX-License-Identifier: Apache-2.0
/** Records in Protobuf, and types that a schema of it says. */
@NullMarked
package dev.drey.format.protobuf;

import org.jspecify.annotations.NullMarked;
