// SPDX-License-Identifier: Apache-2.0
/** What generated expression code calls at run time. Public only for that. */
@NullMarked
package dev.drey.expression.runtime;

import org.jspecify.annotations.NullMarked;
