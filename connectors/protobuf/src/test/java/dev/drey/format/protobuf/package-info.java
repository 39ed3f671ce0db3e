// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.format.protobuf;

import org.jspecify.annotations.NullMarked;
