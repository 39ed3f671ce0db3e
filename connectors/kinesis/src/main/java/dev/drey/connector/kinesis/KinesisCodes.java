// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.diagnostic.code.DiagnosticCode.error;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR064x: what only Kinesis can be told wrongly. */
final class KinesisCodes {
  static final DiagnosticCode BAD_ARN = error("DR0641", "not this stream's ARN");
  static final DiagnosticCode BAD_FAN_OUT = error("DR0642", "name of a fan-out consumer");
  static final DiagnosticCode FUTURE_START = error("DR0643", "reading from a time to come");
  static final DiagnosticCode SERVICE_LIMIT = error("DR0644", "request beyond what Kinesis takes");
  static final DiagnosticCode TAKEN_PROPERTY = error("DR0645", "property that cannot be set here");

  private KinesisCodes() {}

  /** In order. */
  static List<DiagnosticCode> all() {
    return List.of(BAD_ARN, BAD_FAN_OUT, FUTURE_START, SERVICE_LIMIT, TAKEN_PROPERTY);
  }
}
