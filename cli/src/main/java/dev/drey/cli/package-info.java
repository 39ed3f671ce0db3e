// SPDX-License-Identifier: Apache-2.0
/** The {@code drey} command: one class per verb. */
@NullMarked
package dev.drey.cli;

import org.jspecify.annotations.NullMarked;
