// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.connector.Finding;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** A generator that cannot make values of its column's type. */
final class GeneratorMismatch extends Exception {
  private static final long serialVersionUID = 1;

  private final String option;
  private final String help;
  private final String written;
  private final List<String> names;

  /**
   * @param option the option's path below the connector, such as {@code columns.amount.between}
   * @param message one sentence for the reader of the spec
   */
  GeneratorMismatch(String option, String message, String help) {
    this(option, message, help, "", List.of());
  }

  /**
   * @param written a name that there is not
   * @param names of which one may be meant
   */
  GeneratorMismatch(
      String option, String message, String help, String written, List<String> names) {
    super(message);
    this.option = option;
    this.help = help;
    this.written = written;
    this.names = names;
  }

  Finding finding(DiagnosticCode code) {
    return Finding.unknown(code, option, written, names, String.valueOf(getMessage()), help);
  }
}
