// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Takes what flows between two operators of a test. */
interface Receiver {
  void row(StreamRecord<Object> row) throws Exception;

  /**
   * @param time milliseconds since 1970
   */
  void watermark(long time) throws Exception;

  /** Nothing comes for a while, and nobody waits for a watermark from here. */
  void idle() throws Exception;

  /** Something comes again. */
  void active() throws Exception;
}
