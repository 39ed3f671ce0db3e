// SPDX-License-Identifier: Apache-2.0
/** Rows at run time: Object[] with a schema-driven serializer. */
@NullMarked
package dev.drey.row;

import org.jspecify.annotations.NullMarked;
