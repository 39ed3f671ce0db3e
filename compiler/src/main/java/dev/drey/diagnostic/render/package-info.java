// SPDX-License-Identifier: Apache-2.0
/** Diagnostics as people and tools read them: text, JSON lines, GitHub annotations, SARIF. */
@NullMarked
package dev.drey.diagnostic.render;

import org.jspecify.annotations.NullMarked;
