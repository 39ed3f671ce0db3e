// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

/** How other systems spell our keys. */
public interface Spellings {
  /**
   * A key of ours, as others spell it.
   *
   * @param place whose key it is, as messages call it: {@code a stream}
   * @param path the key, with those below it behind dots
   */
  void put(String place, String path, String... theirs);

  /** What has no key of ours, with what to write. */
  void say(String place, String help, String... theirs);
}
