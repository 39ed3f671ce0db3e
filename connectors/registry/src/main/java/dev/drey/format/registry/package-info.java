// SPDX-License-Identifier: Apache-2.0
/** Registries of schemas, as formats ask them. */
@NullMarked
package dev.drey.format.registry;

import org.jspecify.annotations.NullMarked;
