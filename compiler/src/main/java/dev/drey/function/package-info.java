// SPDX-License-Identifier: Apache-2.0
/** What functions, scalar and aggregate, say of themselves. It knows neither Flink nor Calcite. */
@NullMarked
package dev.drey.function;

import org.jspecify.annotations.NullMarked;
