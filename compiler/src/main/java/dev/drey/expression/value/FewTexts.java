// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Map;

/** The only texts that a column can have. */
@AutoValue
public abstract class FewTexts {
  /**
   * @param others texts that it could have, with what to write for that
   */
  public static FewTexts of(List<String> texts, Map<String, String> others) {
    return new AutoValue_FewTexts(List.copyOf(texts), Map.copyOf(others));
  }

  public abstract List<String> texts();

  public abstract Map<String, String> others();
}
