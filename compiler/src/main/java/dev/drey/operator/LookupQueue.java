// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.time.Duration;

/** How rows wait for their answers. */
@AutoValue
public abstract class LookupQueue implements Serializable {
  private static final long serialVersionUID = 1;

  public static LookupQueue of(Duration timeout, int capacity, boolean ordered) {
    return new AutoValue_LookupQueue(timeout, capacity, ordered);
  }

  /** At most so long. */
  abstract Duration timeout();

  /** At most so many at a time. */
  abstract int capacity();

  /** Whether each waits for those before it; else for no more than a watermark. */
  abstract boolean ordered();
}
