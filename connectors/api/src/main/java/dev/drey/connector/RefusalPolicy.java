// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static java.util.Objects.requireNonNull;

import dev.drey.type.RowType;
import java.io.Serializable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What a sink does with the rows that its system refuses for good, as its {@code onError} says. */
public final class RefusalPolicy implements Serializable {
  private static final long serialVersionUID = 1;

  private final String sink;
  private final Refusal refusal;
  private final int columns;
  private final boolean changing;
  private final RowType written;
  private transient @Nullable Counter refusedRecords;

  private RefusalPolicy(SinkContext context) {
    this.sink = context.name();
    this.refusal = context.refusal();
    this.written = context.rowType();
    this.columns = written.size();
    this.changing = context.changes() != ChangeMode.APPEND;
  }

  public static RefusalPolicy of(SinkContext context) {
    return new RefusalPolicy(context);
  }

  /**
   * Of the rows that {@link #refuse} gives. Where it gives none, a column may have the name of one
   * that refused rows get.
   */
  public RowType type() {
    return refusal == Refusal.TO
        ? RefusedRows.type(written, changing)
        : RowType.of(RefusedRows.added());
  }

  /** In the task, before the first row. */
  public void open(MetricGroup metrics) {
    refusedRecords = metrics.counter("refusedRecords");
  }

  /** What the job fails with where nothing says otherwise. */
  public ConnectorException failure(String reason) {
    return new ConnectorException(
        "sink `"
            + sink
            + "` has a record that is refused: "
            + reason
            + " (onError: drop, or onError: {to: NAME}, lets the job go on)");
  }

  /**
   * The row as one of the stream of refused rows, or null where there is none.
   *
   * @param reason for a person
   * @throws ConnectorException where the job is to fail
   */
  public Object @Nullable [] refuse(Object[] row, String reason) {
    if (refusal == Refusal.FAIL) {
      throw failure(reason);
    }
    requireNonNull(refusedRecords, "open() comes first").inc();
    return refusal == Refusal.TO
        ? RefusedRows.row(columns, row, sink, reason, System.currentTimeMillis())
        : null;
  }
}
