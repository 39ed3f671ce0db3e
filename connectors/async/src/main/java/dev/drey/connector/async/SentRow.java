// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import java.io.Serializable;

/**
 * A row on its way, with what is sent for it. Flink's writer wants what it buffers to be
 * serializable, for its state; here nothing is buffered at a checkpoint, so none is ever written.
 */
final class SentRow<R> implements Serializable {
  private static final long serialVersionUID = 1;

  final transient Object[] row;
  final transient R record;
  final long bytes;

  /** How often it was sent so far. */
  int attempts;

  SentRow(Object[] row, R record, long bytes) {
    this.row = row;
    this.record = record;
    this.bytes = bytes;
  }
}
