// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** The Flink that the tests of a class share: one process of two slots. */
public final class EmbeddedFlink {
  private EmbeddedFlink() {}

  public static MiniClusterExtension ofTwoSlots() {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());
  }
}
