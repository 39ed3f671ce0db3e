// SPDX-License-Identifier: Apache-2.0
/**
 * The runner of spec tests: a pipeline's real operators under control of time, without its sources
 * and sinks.
 */
@NullMarked
package dev.drey.testing;

import org.jspecify.annotations.NullMarked;
