// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files, once or again and again, and gives all that one look finds to the one reader at
 * once: which of them comes first is the reader's to say, and it must know them all for that.
 */
final class OrderedFileEnumerator implements SplitEnumerator<OrderedFile, KnownFiles> {
  private static final int READER = 0;

  private final SplitEnumeratorContext<OrderedFile> context;
  private final MatchingFiles matching;
  private final @Nullable Duration watch;
  private final KnownFiles known;
  private boolean looked;

  OrderedFileEnumerator(
      SplitEnumeratorContext<OrderedFile> context,
      MatchingFiles matching,
      @Nullable Duration watch,
      KnownFiles known) {
    this.context = context;
    this.matching = matching;
    this.watch = watch;
    this.known = known;
    this.looked = !known.seen().isEmpty();
  }

  @Override
  public void start() {
    if (watch != null) {
      context.callAsync(this::find, this::found, 0, watch.toMillis());
    } else if (!looked) {
      found(find(), null);
    }
  }

  private List<String> find() {
    try {
      return matching.enumerateSplits(new Path[0], 1).stream()
          .map(split -> split.path().toString())
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new FlinkRuntimeException("cannot list `" + matching.root() + "`", e);
    }
  }

  private void found(List<String> paths, @Nullable Throwable failure) {
    if (failure != null) {
      throw new FlinkRuntimeException(String.valueOf(failure.getMessage()), failure);
    }
    looked = true;
    for (String path : paths) {
      if (known.seen().add(path)) {
        known.waiting().add(OrderedFile.unread(path));
      }
    }
    assign();
  }

  private void assign() {
    if (!context.registeredReaders().containsKey(READER)) {
      return;
    }
    if (!known.waiting().isEmpty()) {
      context.assignSplits(
          new SplitsAssignment<>(Map.of(READER, new ArrayList<>(known.waiting()))));
      known.waiting().clear();
    }
    if (watch == null && looked) {
      context.signalNoMoreSplits(READER);
    }
  }

  @Override
  public void addReader(int subtask) {
    assign();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String hostname) {
    // The reader has all there are.
  }

  @Override
  public void addSplitsBack(List<OrderedFile> files, int subtask) {
    known.waiting().addAll(files);
  }

  @Override
  public KnownFiles snapshotState(long checkpointId) {
    return new KnownFiles(known.seen(), known.waiting());
  }

  @Override
  public void close() {}
}
