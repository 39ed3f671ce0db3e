// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.yaml;

import org.jspecify.annotations.NullMarked;
