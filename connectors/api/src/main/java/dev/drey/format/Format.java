// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * A format of records: bytes to rows and back. Found by {@link java.util.ServiceLoader}; a spec
 * names it by its descriptor's name.
 */
public interface Format {
  FormatDescriptor descriptor();

  /** What is wrong with options beyond what their shapes say; empty where nothing. */
  default List<OptionProblem> check(OptionValues options) {
    return List.of();
  }

  /**
   * What is wrong with options for records of these columns, which a source reads; empty where
   * nothing. The options themselves have been checked.
   */
  default List<OptionProblem> checkReading(OptionValues options, RowType declared) {
    return List.of();
  }

  /** As {@link #checkReading}, for rows that a sink writes. */
  default List<OptionProblem> checkWriting(OptionValues options, RowType rowType) {
    return List.of();
  }

  /** A language of schemas that a spec can take types from; empty where there is none. */
  default Optional<TypeImport> typeImport() {
    return Optional.empty();
  }

  /** What finds types for records that somebody has; empty where nothing does. */
  default Optional<TypeInference> typeInference() {
    return Optional.empty();
  }

  /** Whether a record may lack columns, which are NULL then. */
  default boolean mayLackColumns(OptionValues options) {
    return true;
  }

  /** How whole files are read and written; present where they are not records one by one. */
  default Optional<FileFormat> asFiles() {
    return Optional.empty();
  }

  /**
   * Whether its records can stand in no file one behind the other, since nothing says where one
   * ends: a file of them is refused.
   */
  default boolean recordsAlone(OptionValues options) {
    return false;
  }

  /** A decoder for the given columns. */
  RowDecoder decoder(DecoderContext context);

  /** An encoder of rows of this type. */
  RowEncoder encoder(RowType rowType, OptionValues options);
}
