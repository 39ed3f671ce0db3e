// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Unanswered;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a lookup asks, what it remembers, and what becomes of rows without an answer. */
@AutoValue
public abstract class LookupRules implements Serializable {
  private static final long serialVersionUID = 1;

  /** The name of the stream, for messages. */
  public abstract String stream();

  /** The columns by which is asked, for messages. */
  public abstract List<String> keys();

  /** How long a row waits for its answer, with all attempts. */
  public abstract Duration timeout();

  /** How many rows of a subtask wait at a time at most. */
  abstract int capacity();

  /** Whether each row waits for those before it; else for no more than a watermark. */
  abstract boolean ordered();

  /** How often a key is asked for before that counts as a failure; at least once. */
  public abstract int attempts();

  /** The pause before the second attempt; each further one is twice as long. */
  public abstract Duration backoff();

  /** What is remembered; null for nothing. */
  abstract @Nullable Memory memory();

  /** KEEP, DROP or ASIDE. */
  public abstract Unanswered onMissing();

  /** FAIL, KEEP or ASIDE. */
  public abstract Unanswered onError();

  /** Whether rows are set aside, so that each carries a reason behind its columns. */
  public final boolean splits() {
    return onMissing() == Unanswered.ASIDE || onError() == Unanswered.ASIDE;
  }

  public static Builder builder() {
    return new AutoValue_LookupRules.Builder();
  }

  /** Builds {@link LookupRules}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder stream(String stream);

    public abstract Builder keys(List<String> keys);

    public abstract Builder timeout(Duration timeout);

    public abstract Builder capacity(int rows);

    public abstract Builder ordered(boolean ordered);

    public abstract Builder attempts(int attempts);

    public abstract Builder backoff(Duration backoff);

    public abstract Builder memory(@Nullable Memory memory);

    public abstract Builder onMissing(Unanswered fate);

    public abstract Builder onError(Unanswered fate);

    public abstract LookupRules build();
  }

  /** What a subtask remembers of the answers that it got. */
  @AutoValue
  public abstract static class Memory implements Serializable {
    private static final long serialVersionUID = 1;

    public static Memory of(long size, Duration ttl, Duration negative) {
      return new AutoValue_LookupRules_Memory(size, ttl, negative);
    }

    /** At most so many keys. */
    public abstract long size();

    /** For how long. */
    public abstract Duration ttl();

    /** For how long that there is nothing; zero where that is asked again each time. */
    public abstract Duration negative();
  }
}
