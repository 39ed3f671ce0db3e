// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.process.Clock;
import dev.drey.process.ProcessTask;
import dev.drey.process.Processing;
import dev.drey.process.RowProcess;
import dev.drey.row.RowKey;
import dev.drey.state.StateShape;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator of a plug-in. What it throws is told with the stream's name and its class; a row
 * that is not of the columns that it declared is its fault where it is sent, not where it is read.
 */
public final class ProcessOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, Triggerable<RowKey, VoidNamespace> {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final RowProcess process;
  private final ProcessSetup setup;
  private final HashMap<String, OutputTag<Object[]>> outputs;
  private @Nullable StateShape shape;
  private transient @Nullable Now now;
  private transient @Nullable Counter unreadRows;
  private transient boolean opened;

  /**
   * @param outputs the further outputs that somebody may read
   */
  public ProcessOperator(
      String stream,
      RowProcess process,
      ProcessSetup setup,
      Map<String, OutputTag<Object[]>> outputs) {
    this.stream = stream;
    this.process = process;
    this.setup = setup;
    this.outputs = new HashMap<>(outputs);
  }

  /** Says what its state means: it does not go on with one that means something else. */
  public void means(StateShape newShape) {
    this.shape = newShape;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (shape != null) {
      ShapeGuard.check(context, shape, getRuntimeContext().getTaskInfo());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    unreadRows = getMetricGroup().counter("unreadRows");
    Set<Clock> clocks = setup.clocks();
    now =
        new Now(
            clocks.isEmpty()
                ? null
                : getInternalTimerService("times", VoidNamespaceSerializer.INSTANCE, this));
    ProcessTask task = setup.task(getRuntimeContext());
    opened = true;
    guarded(() -> process.open(task));
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) throws Exception {
    Now at = now();
    at.timed = element.hasTimestamp();
    at.time = at.timed ? element.getTimestamp() : Long.MIN_VALUE;
    Object[] row = element.getValue();
    try {
      process.row(row, at);
    } catch (Exception | LinkageError failure) {
      throw told(failure);
    }
    at.throwBehind();
  }

  @Override
  public void onEventTime(InternalTimer<RowKey, VoidNamespace> timer) throws Exception {
    Now at = now();
    at.timed = true;
    at.time = timer.getTimestamp();
    guarded(() -> process.eventTimer(timer.getTimestamp(), at));
  }

  @Override
  public void onProcessingTime(InternalTimer<RowKey, VoidNamespace> timer) throws Exception {
    Now at = now();
    at.timed = false;
    at.time = Long.MIN_VALUE;
    guarded(() -> process.clockTimer(timer.getTimestamp(), at));
  }

  @Override
  public void close() throws Exception {
    try {
      if (opened) {
        guarded(process::close);
      }
    } finally {
      super.close();
    }
  }

  private Now now() {
    return requireNonNull(now, "open() comes first");
  }

  /** Something of the plug-in's. */
  private interface Call {
    void run() throws Exception;
  }

  private void guarded(Call call) throws Exception {
    try {
      call.run();
    } catch (Exception | LinkageError failure) {
      throw told(failure);
    }
    now().throwBehind();
  }

  /** What others threw, behind an output, or to stop this thread, stays what it is. */
  private Exception told(Throwable failure) throws Exception {
    now().throwBehind();
    return failure instanceof InterruptedException
        ? (InterruptedException) failure
        : new StreamException(
            stream, setup.name() + " of " + process.getClass().getName(), failure);
  }

  /** What the plug-in is given: one for all rows. */
  private final class Now implements Processing {
    private final @Nullable InternalTimerService<VoidNamespace> timers;
    private final StreamRecord<Object[]> record = new StreamRecord<>(new Object[0]);
    private boolean timed;
    private long time;

    /**
     * What came of a row that was sent on, which is not the plug-in's fault, and which it may not
     * keep to itself.
     */
    private @Nullable Throwable behind;

    Now(@Nullable InternalTimerService<VoidNamespace> timers) {
      this.timers = timers;
    }

    void throwBehind() throws Exception {
      if (behind != null) {
        ExceptionUtils.rethrowException(behind);
      }
    }

    @Override
    public boolean hasTime() {
      return timed;
    }

    @Override
    public long time() {
      if (!timed) {
        throw new IllegalStateException("there is no event time here");
      }
      return time;
    }

    @Override
    public long watermark() {
      return timers(Clock.EVENT).currentWatermark();
    }

    @Override
    public long clock() {
      return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public @Nullable Object key(int position) {
      return ((RowKey) getCurrentKey()).value(position);
    }

    @Override
    public void emit(Object[] row) {
      send(null, row, timed, time);
    }

    @Override
    public void emit(Object[] row, long newTime) {
      send(null, row, true, newTime);
    }

    @Override
    public void emit(String name, Object[] row) {
      send(name, row, timed, time);
    }

    @Override
    public void emit(String name, Object[] row, long newTime) {
      send(name, row, true, newTime);
    }

    private void send(@Nullable String name, Object[] row, boolean hasTime, long at) {
      setup.check(name, row);
      if (setup.timed() && !hasTime) {
        throw new IllegalStateException(
            "a row sent at a time of the machine's clock needs an event time of its own");
      }
      OutputTag<Object[]> tag = name == null ? null : outputs.get(name);
      if (name != null && tag == null) {
        requireNonNull(unreadRows).inc();
        return;
      }
      record.replace(row);
      if (hasTime) {
        record.setTimestamp(at);
      } else {
        record.eraseTimestamp();
      }
      try {
        if (tag == null) {
          output.collect(record);
        } else {
          output.collect(tag, record);
        }
      } catch (RuntimeException | Error thrown) {
        behind = thrown;
        throw thrown;
      }
    }

    @Override
    public void eventTimer(long at) {
      timers(Clock.EVENT).registerEventTimeTimer(VoidNamespace.INSTANCE, at);
    }

    @Override
    public void cancelEventTimer(long at) {
      timers(Clock.EVENT).deleteEventTimeTimer(VoidNamespace.INSTANCE, at);
    }

    @Override
    public void clockTimer(long at) {
      timers(Clock.MACHINE).registerProcessingTimeTimer(VoidNamespace.INSTANCE, at);
    }

    @Override
    public void cancelClockTimer(long at) {
      timers(Clock.MACHINE).deleteProcessingTimeTimer(VoidNamespace.INSTANCE, at);
    }

    private InternalTimerService<VoidNamespace> timers(Clock clock) {
      if (timers == null || !setup.clocks().contains(clock)) {
        throw new IllegalStateException(
            "its layout declares no timers by "
                + (clock == Clock.EVENT ? "event time" : "the machine's clock"));
      }
      return timers;
    }
  }
}
