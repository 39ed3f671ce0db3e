// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar of a spec as data: keys, their shapes, descriptions and examples. The JSON Schema,
 * the reference pages and the reading of values all come from it.
 */
@NullMarked
package dev.drey.shape;

import org.jspecify.annotations.NullMarked;
