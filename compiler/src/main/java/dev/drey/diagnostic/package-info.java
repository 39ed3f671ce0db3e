// SPDX-License-Identifier: Apache-2.0
/** What is wrong with a spec, as values; rendering is another class. */
@NullMarked
package dev.drey.diagnostic;

import org.jspecify.annotations.NullMarked;
