// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SourceContext;
import dev.drey.flink.Endpoints;
import dev.drey.flink.Subtasks;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SinkNode;
import dev.drey.plan.SourceNode;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The catalog's ends, but each source fails at a row of this number until the job has been restored
 * from a checkpoint.
 */
final class FailingSources implements Endpoints {
  private final Endpoints real;
  private final int at;

  FailingSources(Catalog catalog, int at) {
    this.real = Endpoints.of(catalog);
    this.at = at;
  }

  @Override
  public boolean readInOrder() {
    return real.readInOrder();
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceNode node, SourceContext context) {
    SingleOutputStreamOperator<Object[]> rows = real.source(node, context);
    return rows.process(new Fail(at), rows.getType())
        .setParallelism(Subtasks.of(rows.getTransformation()));
  }

  @Override
  public RowLookup lookup(LookupNode node, LookupContext context) {
    return real.lookup(node, context);
  }

  @Override
  public DataStreamSink<?> sink(SinkNode node, SinkContext context, DataStream<Object[]> rows) {
    return real.sink(node, context, rows);
  }

  private static final class Fail extends ProcessFunction<Object[], Object[]>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    /** So that a checkpoint comes in between; where none does, the job starts over. */
    private static final long PACE_NANOS = 200_000;

    private final int at;
    private int rows;
    private boolean restored;

    Fail(int at) {
      this.at = at;
    }

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out) {
      if (!restored) {
        if (rows++ == at) {
          throw new IllegalStateException("fails on purpose");
        }
        LockSupport.parkNanos(PACE_NANOS);
      }
      out.collect(row);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      restored = context.isRestored();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      // That there was a checkpoint is all that it must know.
    }
  }
}
