// SPDX-License-Identifier: Apache-2.0
/** Text to a tree of SQL, with places in the YAML, and what other dialects write. */
@NullMarked
package dev.drey.expression.parse;

import org.jspecify.annotations.NullMarked;
