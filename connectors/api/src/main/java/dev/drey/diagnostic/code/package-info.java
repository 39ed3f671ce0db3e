// SPDX-License-Identifier: Apache-2.0
/**
 * What a diagnostic's code is: pure data, which the compiler and each connector have of their own.
 */
@NullMarked
package dev.drey.diagnostic.code;

import org.jspecify.annotations.NullMarked;
