// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** Some rows in their order, whichever files they are from, and the files that ended. */
final class OrderedRows implements RecordsWithSplitIds<TimedRow> {
  private final List<String> files = new ArrayList<>();
  private final List<TimedRow> rows = new ArrayList<>();
  private final Set<String> finished = new HashSet<>();
  private @Nullable ConnectorException failure;
  private int next;
  private int endOfRun;

  void add(String file, TimedRow row) {
    files.add(file);
    rows.add(row);
  }

  void finish(String file) {
    finished.add(file);
  }

  /** What stops the job once the rows before it have gone out. */
  void fail(ConnectorException stop) {
    failure = stop;
  }

  int size() {
    return rows.size();
  }

  @Override
  public @Nullable String nextSplit() {
    if (endOfRun == rows.size()) {
      if (failure != null) {
        throw failure;
      }
      return null;
    }
    String file = files.get(endOfRun);
    while (endOfRun < rows.size() && files.get(endOfRun).equals(file)) {
      endOfRun++;
    }
    return file;
  }

  @Override
  public @Nullable TimedRow nextRecordFromSplit() {
    return next < endOfRun ? rows.get(next++) : null;
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }
}
