// SPDX-License-Identifier: Apache-2.0
/**
 * The connector {@code lambda}: a sink that invokes a function with rows, and a lookup that asks
 * one.
 */
@NullMarked
package dev.drey.connector.lambda;

import org.jspecify.annotations.NullMarked;
