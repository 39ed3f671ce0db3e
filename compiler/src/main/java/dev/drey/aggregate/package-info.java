// SPDX-License-Identifier: Apache-2.0
/** Aggregate functions: what they keep of a group's rows, as data, and what they make of it. */
@NullMarked
package dev.drey.aggregate;

import org.jspecify.annotations.NullMarked;
