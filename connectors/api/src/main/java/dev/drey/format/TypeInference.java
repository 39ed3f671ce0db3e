// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds a type for records of which somebody has a file. */
public interface TypeInference {
  /** How the names of such files end, such as {@code .jsonl}. */
  List<String> fileSuffixes();

  /**
   * A type that reads every record that is looked at.
   *
   * @param most records that are looked at, from the first
   * @throws TypeImportException where there is none
   */
  InferredType of(Path file, long most) throws IOException, TypeImportException;
}
