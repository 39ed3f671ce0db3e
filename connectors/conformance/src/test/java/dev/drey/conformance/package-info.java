// SPDX-License-Identifier: Apache-2.0
/** What every connector that the command carries holds. */
@NullMarked
package dev.drey.conformance;

import org.jspecify.annotations.NullMarked;
