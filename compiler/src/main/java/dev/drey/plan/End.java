// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ConnectorUsage;
import dev.drey.shape.OptionValues;
import java.util.Optional;

/** Where a plan meets another system: the connector and format of a source, a sink or a lookup. */
@AutoValue
public abstract class End {
  /**
   * @param usage what the connector is told of it
   */
  static End of(
      String connector, ConnectorUsage usage, OptionValues options, Optional<FormatPlan> format) {
    return new AutoValue_End(
        connector,
        format.map(each -> usage.withFormat(each.name())).orElse(usage),
        options,
        format);
  }

  public abstract String connector();

  /** What its connector is asked with: where it is, what it needs, what it goes together with. */
  public abstract ConnectorUsage usage();

  /** What rows do here: come in, leave, or ask. */
  public ConnectorUsage.Kind kind() {
    return usage().kind();
  }

  /** As the spec has them. */
  public abstract OptionValues options();

  /** Absent where the connector makes or writes rows itself. */
  public abstract Optional<FormatPlan> format();
}
