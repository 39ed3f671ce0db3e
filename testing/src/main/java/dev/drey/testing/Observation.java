// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** Keeps what a stream or sink receives until somebody looks. */
final class Observation implements Receiver {
  private final RowType type;
  private List<@Nullable Object[]> rows = new ArrayList<>();

  Observation(RowType type) {
    this.type = type;
  }

  RowType type() {
    return type;
  }

  @Override
  public void row(StreamRecord<Object> row) {
    rows.add((Object[]) row.getValue());
  }

  @Override
  public void watermark(long time) {
    // Time is nothing that a test expects.
  }

  @Override
  public void idle() {
    // As above.
  }

  @Override
  public void active() {
    // As above.
  }

  /** How many rows wait. */
  int count() {
    return rows.size();
  }

  /** What came since the last time. */
  List<@Nullable Object[]> take() {
    List<@Nullable Object[]> taken = rows;
    rows = new ArrayList<>();
    return taken;
  }
}
