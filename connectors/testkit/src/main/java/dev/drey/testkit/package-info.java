// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of connectors and formats are made of: an embedded Flink, sources and sinks built
 * as the compiler builds them, random rows, the runner of broken specs, and what every connector
 * must hold. For the connectors of this project and for those of others.
 */
@NullMarked
package dev.drey.testkit;

import org.jspecify.annotations.NullMarked;
