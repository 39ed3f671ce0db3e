// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

/** What an expression must be. */
public enum Expected {
  /** Any type. */
  ANY,
  /** A condition. */
  BOOLEAN,
  /** A point in time: TIMESTAMP or TIMESTAMP_LTZ. */
  TIMESTAMP,
  /** A number, cast to DOUBLE. */
  NUMBER,
  /** A whole number, cast to BIGINT. */
  INTEGER,
  /** A length of time: INTERVAL DAY TO SECOND. */
  INTERVAL,
  /** An ARRAY or a MAP. */
  COLLECTION,
  /** Text, for record keys and headers; other types are cast to STRING. */
  STRING
}
