// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.expression;

import org.jspecify.annotations.NullMarked;
