// SPDX-License-Identifier: Apache-2.0
/** What the state of an operator means, and whether another meaning can go on with it. */
@NullMarked
package dev.drey.state;

import org.jspecify.annotations.NullMarked;
