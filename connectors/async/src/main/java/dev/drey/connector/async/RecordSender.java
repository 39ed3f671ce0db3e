// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A connector's part of an asynchronous sink: what is sent for a row, and how. Made on the job
 * manager and serialized to tasks; used there by one thread, which never waits.
 *
 * @param <R> what is sent for a row
 */
public interface RecordSender<R> extends Serializable {
  /** Called once before the first row: connections are made here. */
  void open() throws Exception;

  /**
   * @param row its columns, and behind them a {@link dev.drey.row.RowChange} where the sink's rows
   *     change each other
   * @throws RefusedRowException where the system would refuse it for good
   */
  R record(Object[] row) throws RefusedRowException;

  /** As the system counts them. */
  long bytes(R record);

  /**
   * What the record is about: of records that are equal in it, one is sent when those before it are
   * answered. Null where the order does not matter.
   */
  default @Nullable Object key(R record) {
    return null;
  }

  /**
   * Sends records in one request, those of one key in this order.
   *
   * @return an outcome for each, in their order. Completed exceptionally where no record is at
   *     fault and none can be sent: no such target, no right to it. Then the job fails.
   */
  CompletableFuture<List<Outcome>> send(List<R> records);

  /** Called once behind the last record. */
  void close() throws Exception;
}
