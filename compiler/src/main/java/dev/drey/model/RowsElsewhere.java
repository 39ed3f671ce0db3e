// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;

/** Where the rows of a stream are that carries none of its own. */
@AutoValue
public abstract class RowsElsewhere {
  /**
   * @param kind as messages call such a stream: {@code route}
   * @param places as they call the streams that it makes in its place: {@code branches}
   */
  public static RowsElsewhere of(String kind, String places) {
    return new AutoValue_RowsElsewhere(kind, places);
  }

  public abstract String kind();

  public abstract String places();
}
