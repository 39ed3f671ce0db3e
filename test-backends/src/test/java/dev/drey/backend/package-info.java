// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.backend;

import org.jspecify.annotations.NullMarked;
