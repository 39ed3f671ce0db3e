// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.util.Locale;

/** What a test shows of a connector in one of its roles. */
public enum Contract {
  /** Each option is told and does what it says; a wrong one is a diagnostic. */
  OPTIONS("each option is told and takes what it shows; a wrong one is a diagnostic at its place"),
  /** The delivery that the connector's page promises. */
  GUARANTEE(
      "what the system's page promises of delivery: a source reads again what was not"
          + " checkpointed, a sink has written what a checkpoint covers, exactly once where it says"
          + " so, a lookup gives a row what the system has of its key"),
  /** Who may not, is told so. */
  BAD_CREDENTIALS(
      "who may not is told so, by the name of the source, sink or stream and the system's own"
          + " words; the job fails instead of trying for ever, and no secret is in what it says"),
  /** Nobody answers. */
  UNREACHABLE(
      "where nobody answers the job says so within a bounded time, or goes on when somebody does"),
  /** The system is busy. */
  THROTTLED("what a busy system refuses is asked or sent again, and nothing is lost"),
  /** A record that cannot be read, or that the system refuses. */
  POISON_RECORD(
      "a record that cannot be read or that the system refuses goes where `onError` says, and the"
          + " others go on"),
  /** A record larger than the system takes. */
  OVERSIZED_RECORD(
      "a record larger than the system takes goes where `onError` says, and the others go on"),
  /** The job fails in the midst and goes on. */
  RESTART(
      "a job that fails in the midst goes on from its checkpoint: nothing is lost, and nothing"
          + " twice but where the guarantee allows it");

  private final String words;

  Contract(String words) {
    this.words = words;
  }

  /** What its tests show. */
  public String words() {
    return words;
  }

  /** As a table calls it: {@code bad credentials}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
