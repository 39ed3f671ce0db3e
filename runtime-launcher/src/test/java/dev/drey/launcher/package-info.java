// SPDX-License-Identifier: Apache-2.0
/** Tests of the launcher: its arguments and properties, its JAR, and a real cluster. */
@NullMarked
package dev.drey.launcher;

import org.jspecify.annotations.NullMarked;
