// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written for a row: its lines of a bulk request, and which document they are about. */
final class DocumentWrite {
  /** Index and id; null where the system makes the id. */
  final @Nullable List<String> document;

  /** Each with its line feed. */
  final byte[] lines;

  DocumentWrite(@Nullable List<String> document, byte[] lines) {
    this.document = document;
    this.lines = lines;
  }
}
