// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** A file ends at each checkpoint, and before where it has its size or its age. */
final class WholeFileRolling extends CheckpointRollingPolicy<Object[], String> {
  private static final long serialVersionUID = 1;

  private final long size;
  private final long ageMillis;

  WholeFileRolling(long size, Duration age) {
    this.size = size;
    this.ageMillis = age.toMillis();
  }

  /** What the encoder still holds back is not counted. */
  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> part, Object[] row) throws IOException {
    return part.getSize() > size;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long now) {
    return now - part.getCreationTime() >= ageMillis;
  }
}
