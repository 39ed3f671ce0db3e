// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.google.auto.value.AutoValue;
import java.util.HashMap;
import java.util.Map;

/** Where a job runs. */
@AutoValue
abstract class Setting {
  abstract Backend backend();

  abstract int parallelism();

  /** What else Flink is told. */
  abstract Map<String, String> extra();

  static Setting of(Backend backend, int parallelism) {
    return new AutoValue_Setting(backend, parallelism, Map.of());
  }

  Setting with(String option, String value) {
    Map<String, String> all = new HashMap<>(extra());
    all.put(option, value);
    return new AutoValue_Setting(backend(), parallelism(), Map.copyOf(all));
  }
}
