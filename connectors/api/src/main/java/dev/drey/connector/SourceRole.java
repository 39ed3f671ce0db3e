// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A connector as something that can be read from. */
public interface SourceRole {
  /** How this use gets on in a run. */
  default Course course(ConnectorUsage usage) {
    return Course.ENDS;
  }

  /**
   * Adds the source to the context's environment. Rows have the context's type; timestamps and
   * watermarks are assigned per split, shard or partition with the context's strategy. Name, uid
   * and parallelism are set by the caller.
   */
  SingleOutputStreamOperator<Object[]> source(SourceContext context);
}
