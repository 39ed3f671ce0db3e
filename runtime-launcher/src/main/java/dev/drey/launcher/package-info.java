// SPDX-License-Identifier: Apache-2.0
/** The one JAR that is deployed: finds its spec, compiles it, runs it. No rules, no translation. */
@NullMarked
package dev.drey.launcher;

import org.jspecify.annotations.NullMarked;
