// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.HashSet;

/** How records wait, are sent and are sent again. Durations are milliseconds, sizes bytes. */
@AutoValue
public abstract class SendingSettings implements Serializable {
  private static final long serialVersionUID = 1;

  abstract int batchSize();

  abstract long batchBytes();

  abstract long recordBytes();

  abstract long linger();

  /** The most requests of a subtask on their way. */
  public abstract int inFlight();

  abstract int maxBuffered();

  /** How often a record is sent at most; 0 where there is no end. */
  abstract int attempts();

  abstract long backoff();

  /** Codes of the system that are sent again beside those that the connector knows. */
  abstract HashSet<String> retriedCodes();

  static Builder builder() {
    return new AutoValue_SendingSettings.Builder();
  }

  /** Builds {@link SendingSettings}. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder batchSize(int records);

    abstract Builder batchBytes(long bytes);

    abstract Builder recordBytes(long bytes);

    abstract Builder linger(long millis);

    abstract Builder inFlight(int requests);

    abstract Builder maxBuffered(int records);

    abstract Builder attempts(int attempts);

    abstract Builder backoff(long millis);

    abstract Builder retriedCodes(HashSet<String> codes);

    abstract SendingSettings build();
  }
}
