// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;

/**
 * How a format reads and writes files as wholes, where a file is more than its records one behind
 * the other: with an index, with columns beside each other, or with its schema at its start.
 */
public interface FileFormat {
  /** A reader of the given columns. */
  FileDecoder decoder(DecoderContext context);

  /** A writer of rows of this type. */
  FileEncoder encoder(RowType rowType, OptionValues options);
}
