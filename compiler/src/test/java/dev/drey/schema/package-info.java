// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.schema;

import org.jspecify.annotations.NullMarked;
