// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

/** What an expression among a connector's options gives for a row; NULL it may always be. */
public enum Result {
  /** A {@link String}: values of other types are cast. */
  TEXT,
  /** A {@link Double}: numbers of other types are cast. */
  NUMBER,
  /** A {@link Long}: whole numbers of other types are cast. */
  INTEGER,
  /** A {@link Long}, the milliseconds of a point in time since 1970. */
  TIME
}
