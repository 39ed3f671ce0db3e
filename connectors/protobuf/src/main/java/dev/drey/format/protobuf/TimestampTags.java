// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;

/** How the fields of {@code google.protobuf.Timestamp} begin in a record. */
final class TimestampTags {
  static final int SECONDS = Timestamp.SECONDS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;
  static final int NANOS = Timestamp.NANOS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT;

  /** Far beyond the years 1 to 9999 that it has by its own words, and no overflow yet. */
  static final long MOST_SECONDS = 1_000_000_000_000L;

  private TimestampTags() {}
}
