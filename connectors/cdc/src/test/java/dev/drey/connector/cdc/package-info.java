// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.connector.cdc;

import org.jspecify.annotations.NullMarked;
