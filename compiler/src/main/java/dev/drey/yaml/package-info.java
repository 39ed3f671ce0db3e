// SPDX-License-Identifier: Apache-2.0
/** Text to a located tree: every key and value knows where it stands. */
@NullMarked
package dev.drey.yaml;

import org.jspecify.annotations.NullMarked;
