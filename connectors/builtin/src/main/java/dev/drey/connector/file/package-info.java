// SPDX-License-Identifier: Apache-2.0
/** Files and folders of files, on whatever file systems Flink knows. */
@NullMarked
package dev.drey.connector.file;

import org.jspecify.annotations.NullMarked;
