// SPDX-License-Identifier: Apache-2.0
/** The format {@code parquet}, on Parquet's own reader and writer, without Hadoop. */
@NullMarked
package dev.drey.format.parquet;

import org.jspecify.annotations.NullMarked;
