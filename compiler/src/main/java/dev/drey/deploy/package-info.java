// SPDX-License-Identifier: Apache-2.0
/** How a spec and its parameters travel in an application's properties. */
@NullMarked
package dev.drey.deploy;

import org.jspecify.annotations.NullMarked;
