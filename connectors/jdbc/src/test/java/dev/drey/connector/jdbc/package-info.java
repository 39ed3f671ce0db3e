// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.drey.connector.jdbc;

import org.jspecify.annotations.NullMarked;
