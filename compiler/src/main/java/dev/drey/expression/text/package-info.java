// SPDX-License-Identifier: Apache-2.0
/** Characters, LIKE and regular expressions in time that grows with the text alone. */
@NullMarked
package dev.drey.expression.text;

import org.jspecify.annotations.NullMarked;
