// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.row.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of files, held in memory and found by key. They are read when the task starts, and anew in
 * the background where the options say so: then each question is answered from one reading whole.
 */
final class FileLookup implements RowLookup {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(FileLookup.class);

  private final TableOfFiles table;
  private final @Nullable Duration refresh;
  private transient volatile @Nullable Map<RowKey, List<Object[]>> rows;
  private transient @Nullable ScheduledExecutorService reader;

  FileLookup(LookupContext context) {
    this.table = new TableOfFiles(context);
    this.refresh = context.options().find(FileOptions.REFRESH).orElse(null);
  }

  @Override
  public void open() {
    rows = table.read();
    if (refresh == null) {
      return;
    }
    ScheduledExecutorService readsAnew =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "files of a lookup");
              thread.setDaemon(true);
              thread.setContextClassLoader(FileLookup.class.getClassLoader());
              return thread;
            });
    long pause = refresh.toMillis();
    // Cancelled with its executor.
    Future<?> unused =
        readsAnew.scheduleWithFixedDelay(this::readAnew, pause, pause, TimeUnit.MILLISECONDS);
    reader = readsAnew;
  }

  private void readAnew() {
    try {
      rows = table.read();
    } catch (ConnectorException trouble) {
      LOG.warn("{}; the answers stay as they are", trouble.getMessage());
    } catch (RuntimeException fault) {
      LOG.error("The files of a lookup were not read anew; the answers stay as they are", fault);
    }
  }

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    Map<RowKey, List<Object[]>> known = rows;
    if (known == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("open() comes first"));
    }
    List<Object[]> own = new ArrayList<>();
    for (Object[] row : known.getOrDefault(new RowKey(key), List.of())) {
      own.add(row.clone());
    }
    return CompletableFuture.completedFuture(own);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.shutdownNow();
    }
    rows = null;
  }
}
