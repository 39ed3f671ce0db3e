package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.shape.OptionValues;
import java.util.Optional;

/** Where a plan meets another system: the connector and format of a source or sink. */
@AutoValue
public abstract class End {
  /** Which way the rows go. */
  public enum Side {
    SOURCE,
    SINK
  }

  static End of(Side side, String connector, OptionValues options, Optional<FormatPlan> format) {
    return new AutoValue_End(side, connector, options, format);
  }

  public abstract Side side();

  public abstract String connector();

  public abstract OptionValues options();

  /** Absent where the connector makes or writes rows itself. */
  public abstract Optional<FormatPlan> format();
}
