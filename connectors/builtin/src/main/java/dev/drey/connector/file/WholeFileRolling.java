// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A file ends at each checkpoint, and before where it has its size, which a few rows may exceed, or
 * its age.
 */
final class WholeFileRolling extends CheckpointRollingPolicy<Object[], String> {
  private static final long serialVersionUID = 1;

  /** Rows of one file after which its size is asked, for which the system's call takes longer. */
  private static final int ROWS = 16;

  private final long size;
  private final long ageMillis;
  private transient @Nullable String bucket;
  private transient long created;
  private transient int rows;

  WholeFileRolling(long size, Duration age) {
    this.size = size;
    this.ageMillis = age.toMillis();
  }

  /** What the encoder still holds back is not counted. */
  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> part, Object[] row) throws IOException {
    boolean same = part.getCreationTime() == created && part.getBucketId().equals(bucket);
    if (same && ++rows < ROWS) {
      return false;
    }
    bucket = part.getBucketId();
    created = part.getCreationTime();
    rows = 0;
    return part.getSize() > size;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long now) {
    return now - part.getCreationTime() >= ageMillis;
  }
}
