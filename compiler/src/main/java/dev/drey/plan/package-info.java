// SPDX-License-Identifier: Apache-2.0
/** The typed logical plan: what a pipeline does, independent of Flink. */
@NullMarked
package dev.drey.plan;

import org.jspecify.annotations.NullMarked;
