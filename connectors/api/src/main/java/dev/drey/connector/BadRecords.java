// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.row.BadRecord;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** What becomes of a source's bad records: the spec's {@code onError}. */
final class BadRecords implements Serializable {
  private static final long serialVersionUID = 1;

  private final String source;
  private final ErrorPolicy policy;
  private final String[] positionKeys;
  private transient @Nullable Counter counter;

  /**
   * @param positionKeys the metadata that say where a record stands
   */
  BadRecords(String source, ErrorPolicy policy, String[] positionKeys) {
    this.source = source;
    this.policy = policy;
    this.positionKeys = positionKeys;
  }

  void open(MetricGroup metrics) {
    counter = metrics.counter("badRecords");
  }

  /**
   * The row that is emitted in the place of a bad record's; null where there is none.
   *
   * @param bytes the record's; null where it has none, such as a tombstone
   * @throws BadRecordException under the policy FAIL; its message names the place
   */
  Object @Nullable [] row(
      BadRecordException bad,
      byte @Nullable [] bytes,
      int offset,
      int length,
      RecordMetadata metadata)
      throws BadRecordException {
    if (policy == ErrorPolicy.FAIL) {
      throw failure(bad, metadata);
    }
    requireNonNull(counter, "open() comes first").inc();
    if (policy == ErrorPolicy.DROP) {
      return null;
    }
    Object[] row = new Object[4 + positionKeys.length];
    row[0] = source;
    row[1] = bad.getMessage();
    row[2] = bytes == null ? null : Arrays.copyOfRange(bytes, offset, offset + length);
    row[3] = System.currentTimeMillis();
    for (int i = 0; i < positionKeys.length; i++) {
      row[4 + i] = metadata.value(positionKeys[i]);
    }
    return BadRecord.wrap(new BadRecord(row));
  }

  private BadRecordException failure(BadRecordException bad, RecordMetadata metadata) {
    StringBuilder place = new StringBuilder("source `" + source + "`");
    for (String key : positionKeys) {
      place.append(", ").append(key).append(' ').append(metadata.value(key));
    }
    return new BadRecordException(
        "bad record in "
            + place
            + ": "
            + bad.getMessage()
            + " (onError: drop, or onError: {to: NAME}, lets the job go on)");
  }
}
