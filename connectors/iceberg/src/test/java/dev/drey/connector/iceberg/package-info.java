// SPDX-License-Identifier: Apache-2.0
/** Tests of tables of Apache Iceberg, read back by Iceberg's own generic reader. */
@NullMarked
package dev.drey.connector.iceberg;

import org.jspecify.annotations.NullMarked;
