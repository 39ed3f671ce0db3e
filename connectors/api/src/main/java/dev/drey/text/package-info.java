// SPDX-License-Identifier: Apache-2.0
/** Text on its way to people. */
@NullMarked
package dev.drey.text;

import org.jspecify.annotations.NullMarked;
