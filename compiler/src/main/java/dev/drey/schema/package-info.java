// SPDX-License-Identifier: Apache-2.0
/** The grammar of a spec, its JSON Schema, and the check of a tree against it. */
@NullMarked
package dev.drey.schema;

import org.jspecify.annotations.NullMarked;
