// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** In how many subtasks a source, stream or sink runs: a number, or a share of the job's. */
@AutoValue
public abstract class StepParallelism {
  public static StepParallelism of(LocatedText place) {
    return new AutoValue_StepParallelism(place);
  }

  public abstract LocatedText place();

  /** At most the job's, and at least one; a part of a subtask is a whole one. */
  public final int of(int job) {
    String text = text();
    int wanted =
        text.endsWith("%")
            ? new BigDecimal(text.substring(0, text.length() - 1).strip())
                .multiply(BigDecimal.valueOf(job))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .intValue()
            : new BigDecimal(text).intValueExact();
    return Math.max(1, Math.min(job, wanted));
  }

  /** As it is written: {@code 4} or {@code 50%}. */
  public final String text() {
    return place().text().strip();
  }
}
