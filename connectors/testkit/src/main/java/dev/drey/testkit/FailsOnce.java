// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes rows on; after the first complete checkpoint and some more rows it fails, once: a file
 * remembers that across the restart.
 */
public final class FailsOnce extends RichMapFunction<Object[], Object[]>
    implements CheckpointListener {
  private static final long serialVersionUID = 1;

  private final String marker;
  private int rowsBeforeFailure;
  private boolean checkpointed;

  /**
   * @param marker a file that does not exist yet
   */
  public FailsOnce(Path marker, int rowsBeforeFailure) {
    this.marker = marker.toString();
    this.rowsBeforeFailure = rowsBeforeFailure;
  }

  @Override
  public Object[] map(Object[] row) throws IOException {
    if (checkpointed && !Files.exists(Path.of(marker)) && --rowsBeforeFailure < 0) {
      Files.createFile(Path.of(marker));
      throw new IOException("as planned");
    }
    return row;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpointed = true;
  }
}
