// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import com.google.auto.value.AutoValue;

/** The most that a system takes. */
@AutoValue
public abstract class SendingLimits {
  /**
   * @param records of one request
   * @param bytes of one request
   * @param recordBytes of one record
   */
  public static SendingLimits of(String system, int records, long bytes, long recordBytes) {
    return new AutoValue_SendingLimits(system, records, bytes, recordBytes);
  }

  /** As messages call it: {@code Firehose}. */
  public abstract String system();

  public abstract int records();

  public abstract long bytes();

  public abstract long recordBytes();
}
