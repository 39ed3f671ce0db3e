// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.Collection;
import java.util.List;

/**
 * Something wrong with how a spec uses a connector. The code is one of {@link ConnectorCodes} or of
 * {@link Connector#diagnostics}; the option says where the caret goes.
 */
@AutoValue
public abstract class Finding {
  public static Finding of(DiagnosticCode code, String option, String message, String help) {
    return unknown(code, option, "", List.of(), message, help);
  }

  /**
   * A free name that is likely to be a slip: told only where one of those that mean something is
   * near to it, and with that one.
   */
  public static Finding misspelt(
      DiagnosticCode code, String option, String message, Collection<String> names) {
    return unknown(code, option, "", names, message, "");
  }

  /**
   * A name that there is not: told with the one of these that is near to it, else with what helps.
   */
  public static Finding unknown(
      DiagnosticCode code,
      String option,
      String written,
      Collection<String> names,
      String message,
      String help) {
    return new AutoValue_Finding(code, option, message, help, List.copyOf(names), written);
  }

  /** The same with other help. */
  public final Finding withHelp(String other) {
    return unknown(code(), option(), written(), names(), message(), other);
  }

  public abstract DiagnosticCode code();

  /** The option that the message is about; empty for the connector's own key. */
  public abstract String option();

  /** One sentence for a reader who sees the source line. */
  public abstract String message();

  /** What to write instead. */
  public abstract String help();

  /** The names of which one may be meant; empty where the finding is about something else. */
  public abstract List<String> names();

  /** The name of which one of those may be meant; empty for the option's own. */
  public abstract String written();
}
