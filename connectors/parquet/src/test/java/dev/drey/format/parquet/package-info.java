// SPDX-License-Identifier: Apache-2.0
/** Files of Parquet beside another reader and writer of it, and in jobs. */
@NullMarked
package dev.drey.format.parquet;

import org.jspecify.annotations.NullMarked;
