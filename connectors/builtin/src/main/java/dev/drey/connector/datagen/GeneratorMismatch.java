// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

/** A generator that cannot make values of its column's type. */
final class GeneratorMismatch extends Exception {
  private static final long serialVersionUID = 1;

  private final String option;
  private final String help;

  /**
   * @param option the option's path below the connector, such as {@code columns.amount.between}
   * @param message one sentence for the reader of the spec
   */
  GeneratorMismatch(String option, String message, String help) {
    super(message);
    this.option = option;
    this.help = help;
  }

  String option() {
    return option;
  }

  String help() {
    return help;
  }
}
