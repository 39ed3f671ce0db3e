// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

/** When a row is computed, as the task sees it that does. */
public interface Moment {
  /** Of code that is run where there is no clock: what reads one fails. */
  Moment NONE =
      new Moment() {
        @Override
        public long now() {
          throw new IllegalStateException("there is no clock here");
        }

        @Override
        public long watermark() {
          throw new IllegalStateException("there is no watermark here");
        }
      };

  /** The machine's time, or that of a test, in epoch milliseconds. */
  long now();

  /**
   * Up to where event time has come, in epoch milliseconds; the least number before there is any.
   */
  long watermark();
}
