// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.OperationSpec;
import dev.drey.plan.RowMetric;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/** Metrics of a stream's rows, as written. */
@AutoValue
abstract class MetricsSpec implements OperationSpec {
  /** One metric: what it shows, of which expression. */
  @AutoValue
  abstract static class Metric {
    static Metric of(
        LocatedText name, RowMetric.Kind kind, LocatedText of, Optional<LocatedText> decay) {
      return new AutoValue_MetricsSpec_Metric(name, kind, of, decay);
    }

    abstract LocatedText name();

    abstract RowMetric.Kind kind();

    abstract LocatedText of();

    /** The weight of the newest value in a mean, where it is written. */
    abstract Optional<LocatedText> decay();
  }

  static MetricsSpec of(List<Metric> metrics) {
    return new AutoValue_MetricsSpec(List.copyOf(metrics));
  }

  abstract List<Metric> metrics();

  @Override
  public boolean keepsRows() {
    return true;
  }
}
