// SPDX-License-Identifier: Apache-2.0
/** Records that are JSON objects. */
@NullMarked
package dev.drey.format.json;

import org.jspecify.annotations.NullMarked;
