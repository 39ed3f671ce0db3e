// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

/** What becomes of a row for whose key a lookup has no answer, or could not ask. */
public enum Unanswered {
  /** The job fails. */
  FAIL,
  /** It goes on with NULL. */
  KEEP,
  /** It is dropped and counted. */
  DROP,
  /** It goes to a stream of its own. */
  ASIDE
}
