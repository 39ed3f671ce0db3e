// SPDX-License-Identifier: Apache-2.0
/** Types that are found by looking at values. */
@NullMarked
package dev.drey.format.infer;

import org.jspecify.annotations.NullMarked;
