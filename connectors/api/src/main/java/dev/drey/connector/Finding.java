package dev.drey.connector;

import com.google.auto.value.AutoValue;

/**
 * Something wrong with how a spec uses a connector. The code is one of the compiler's; the option
 * says where the caret goes.
 */
@AutoValue
public abstract class Finding {
  public static Finding of(String code, String option, String message, String help) {
    return new AutoValue_Finding(code, option, message, help);
  }

  /** Such as {@code DR0604}. */
  public abstract String code();

  /** The option that the message is about; empty for the connector's own key. */
  public abstract String option();

  /** One sentence for a reader who sees the source line. */
  public abstract String message();

  /** What to write instead. */
  public abstract String help();
}
