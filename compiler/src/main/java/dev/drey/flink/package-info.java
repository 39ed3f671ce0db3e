// SPDX-License-Identifier: Apache-2.0
/** From the plan to a Flink DataStream graph: one translator per plan node. */
@NullMarked
package dev.drey.flink;

import org.jspecify.annotations.NullMarked;
