// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/** Hands files out in the order in which they were found: with one reader they are read so. */
final class FilesInOrder implements FileSplitAssigner {
  private final Deque<FileSourceSplit> waiting;

  FilesInOrder(Collection<FileSourceSplit> files) {
    this.waiting = new ArrayDeque<>(files);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> more) {
    waiting.addAll(more);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return new ArrayList<>(waiting);
  }
}
