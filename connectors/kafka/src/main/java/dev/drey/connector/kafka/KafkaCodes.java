// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR063x: what only Kafka can be told wrongly. DR0630 was once, and is no more. */
final class KafkaCodes {
  static final DiagnosticCode LONG_TRANSACTION =
      warning("DR0631", "transaction longer than brokers allow");
  static final DiagnosticCode OWNED_PROPERTY =
      error("DR0632", "client property that an option sets");
  static final DiagnosticCode COMMITTED_WITHOUT_GROUP =
      error("DR0633", "committed offsets of no group");
  static final DiagnosticCode BAD_PATTERN =
      error("DR0634", "topic pattern that is no regular expression");
  static final DiagnosticCode BAD_BROKERS = error("DR0635", "not a broker's address");
  static final DiagnosticCode AGAINST_EXACTLY_ONCE =
      error("DR0636", "producer settings against exactly-once");
  static final DiagnosticCode MAY_LOSE_RECORDS =
      warning("DR0637", "producer settings that lose records");
  static final DiagnosticCode REFUSED = error("DR0638", "name or number that Kafka refuses");
  static final DiagnosticCode NO_LOGIN = warning("DR0639", "login that nobody is named for");

  private KafkaCodes() {}

  /** In order. */
  static List<DiagnosticCode> all() {
    return List.of(
        LONG_TRANSACTION,
        OWNED_PROPERTY,
        COMMITTED_WITHOUT_GROUP,
        BAD_PATTERN,
        BAD_BROKERS,
        AGAINST_EXACTLY_ONCE,
        MAY_LOSE_RECORDS,
        REFUSED,
        NO_LOGIN);
  }
}
