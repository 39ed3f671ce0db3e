// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import java.util.List;

/**
 * An operator of one's own: the key below {@code process} of a stream. Found by {@link
 * java.util.ServiceLoader}. It is asked where a spec is checked, and makes what runs in tasks.
 */
public interface Processor {
  ProcessorDescriptor descriptor();

  /**
   * What is wrong with a use beyond what the shapes of the options say; empty where nothing. Is
   * asked where all options could be read and all columns of the rows are known.
   */
  default List<Objection> check(ProcessUse use) {
    return List.of();
  }

  /** What it makes of such rows and keeps of them; is asked where nothing is wrong with the use. */
  ProcessLayout layout(ProcessUse use);

  /**
   * What runs in tasks: it goes there as it is, by Java's serialization.
   *
   * @param use with those columns of the rows that are left, which are all that the layout {@link
   *     ProcessLayout#reads}, and with secrets in their places
   */
  RowProcess process(ProcessUse use);
}
