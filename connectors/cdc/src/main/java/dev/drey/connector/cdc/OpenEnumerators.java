// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;

/**
 * Flink CDC's enumerators of this JVM. To close one closes the connections of all, which they pool
 * together: one that comes after a failure would lose its own to the one before, which is closed
 * beside it. So those that are done are closed when none is at work.
 */
final class OpenEnumerators {
  private static final Set<SplitEnumerator<?, ?>> AT_WORK = new HashSet<>();
  private static final List<SplitEnumerator<?, ?>> DONE = new ArrayList<>();

  private OpenEnumerators() {}

  static synchronized void begin(SplitEnumerator<?, ?> enumerator) {
    AT_WORK.add(enumerator);
  }

  static synchronized void end(SplitEnumerator<?, ?> enumerator) throws IOException {
    AT_WORK.remove(enumerator);
    DONE.add(enumerator);
    if (AT_WORK.isEmpty()) {
      List<SplitEnumerator<?, ?>> done = new ArrayList<>(DONE);
      DONE.clear();
      for (SplitEnumerator<?, ?> each : done) {
        each.close();
      }
    }
  }
}
