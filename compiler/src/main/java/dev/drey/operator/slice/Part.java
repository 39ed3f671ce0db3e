// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

/** Rows of a key that are counted together: those of a session, or some that follow each other. */
final class Part {
  /** Bytes of memory of one without what is counted. */
  static final long BYTES = 56;

  private long from;
  private long to;
  private boolean shown;
  private Object[] accumulator;
  private long bytes;

  /**
   * @param to which it does not have
   * @param shown whether a result has all that is counted
   */
  Part(long from, long to, boolean shown, Object[] accumulator) {
    this.from = from;
    this.to = to;
    this.shown = shown;
    this.accumulator = accumulator;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  boolean isShown() {
    return shown;
  }

  void shown() {
    shown = true;
  }

  Object[] accumulator() {
    return accumulator;
  }

  /** Has it reach to both ends at least. */
  void cover(long from, long to) {
    this.from = Math.min(this.from, from);
    this.to = Math.max(this.to, to);
  }

  void count(Object[] accumulator) {
    this.accumulator = accumulator;
    this.shown = false;
  }

  long bytes() {
    return bytes;
  }

  void bytes(long bytes) {
    this.bytes = bytes;
  }
}
