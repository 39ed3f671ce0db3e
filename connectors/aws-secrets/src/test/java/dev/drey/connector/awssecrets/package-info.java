// SPDX-License-Identifier: Apache-2.0
/** Secrets that AWS keeps: in Secrets Manager, and as parameters of Systems Manager. */
@NullMarked
package dev.drey.connector.awssecrets;

import org.jspecify.annotations.NullMarked;
