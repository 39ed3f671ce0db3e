// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator.slice;

import static java.util.Objects.requireNonNull;

import dev.drey.operator.GroupAggregator;
import dev.drey.operator.KeyColumns;
import dev.drey.row.RowKey;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * The first of a window's two phases: adds up the rows of a key and slice that come to one subtask.
 *
 * <p>Law: whatever the second phase makes of this, it could have made of the rows one by one. A row
 * is added to others only while all windows of its slice are open by any watermark that the second
 * phase may have; what there is of a slice goes on before the watermark that ends its first window.
 * Every other row goes on as it is, and the second phase says whether it is late.
 *
 * <p>All goes on before a snapshot, and nothing is in state: how far the second phase had come by
 * one, it is asked, and rows go on one by one until it has answered. State that all subtasks read
 * would let no checkpoint end once some of them have no more input, and a source may end in one
 * subtask long before another.
 */
public final class PartialOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  /** Bytes of memory of an entry, beside its key and its accumulator. */
  private static final int ENTRY_BYTES = 150;

  private static final String FRONTIER = "frontier";

  private final KeyColumns keys;
  private final GroupAggregator aggregator;
  private final Slices slices;
  private final PartialRows rows;
  private final long bound;
  private final SecondPhase second;
  private final TreeMap<Long, Slice> unfinished = new TreeMap<>();
  private transient @Nullable Slice last;
  private transient @Nullable StreamRecord<Object[]> sent;
  private transient @Nullable Counter partialsOut;
  private transient @Nullable Counter rowsOut;
  private transient long bytes;

  /** The second phase has no greater watermark. */
  private transient long reached;

  /**
   * Whether rows are added up. Not after an input has been idle: others may have gone on without
   * it, and how far is not known here.
   */
  private transient boolean gathers;

  /** Whether how far the second phase was is still to be asked; no rows are added up before. */
  private transient boolean asks;

  /** What there is of a slice, the keys that were used last at the end. */
  private static final class Slice {
    private final long start;
    private final long firstEnd;
    private final LinkedHashMap<RowKey, Partial> partials = new LinkedHashMap<>(16, 0.75f, true);

    Slice(long start, long firstEnd) {
      this.start = start;
      this.firstEnd = firstEnd;
    }
  }

  private static final class Partial {
    private final Object[] first;
    private final long keyBytes;
    private Object[] accumulator;
    private long rows;
    private long bytes;

    Partial(Object[] first, long keyBytes, Object[] accumulator) {
      this.first = first;
      this.keyBytes = keyBytes;
      this.accumulator = accumulator;
    }
  }

  /**
   * @param aggregator of rows as they come
   * @param bound how many bytes of memory are used, about
   * @param second asked how far it was
   */
  public PartialOperator(
      KeyColumns keys,
      GroupAggregator aggregator,
      Slices slices,
      PartialRows rows,
      long bound,
      SecondPhase second) {
    this.keys = keys;
    this.aggregator = aggregator;
    this.slices = slices;
    this.rows = rows;
    this.bound = bound;
    this.second = second;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    reached = Long.MIN_VALUE;
    asks = true;
    forgetFrontier(context.getOperatorStateStore());
  }

  /** What builds before had in state; what is not taken from it would be written on for ever. */
  private static void forgetFrontier(OperatorStateStore store) throws Exception {
    if (store.getRegisteredStateNames().contains(FRONTIER)) {
      store.getUnionListState(new ListStateDescriptor<>(FRONTIER, LongSerializer.INSTANCE)).clear();
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    gathers = true;
    sent = new StreamRecord<>(new Object[0]);
    partialsOut = getMetricGroup().counter("numPartialsOut");
    rowsOut = getMetricGroup().counter("numRowsPassedOn");
    getMetricGroup().gauge("cacheBytes", () -> bytes);
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) {
    Object[] row = element.getValue();
    Slice slice = slice(slices.start(element.getTimestamp()));
    if (slice == null) {
      requireNonNull(rowsOut).inc();
      output.collect(requireNonNull(sent).replace(rows.row(row), element.getTimestamp()));
      return;
    }
    RowKey key = keys.getKey(row);
    Partial partial = slice.partials.get(key);
    if (partial == null) {
      partial = new Partial(row, GroupAggregator.bytes(key) + ENTRY_BYTES, aggregator.create());
      slice.partials.put(key, partial);
    }
    partial.accumulator = aggregator.add(partial.accumulator, row, element.getTimestamp());
    partial.rows++;
    long size = partial.keyBytes + aggregator.bytes(partial.accumulator);
    bytes += size - partial.bytes;
    partial.bytes = size;
    if (bytes > bound) {
      shrink();
    }
  }

  /** Where a row of this slice is added; null where it goes on by itself. */
  private @Nullable Slice slice(long start) {
    Slice known = last;
    if (known != null && known.start == start) {
      return known;
    }
    known = unfinished.get(start);
    if (known == null
        && gathers
        && !asks
        && slices.lastEnd(start) > start
        && slices.firstEnd(start) - 1 > reached) {
      known = new Slice(start, slices.firstEnd(start));
      unfinished.put(start, known);
    }
    last = known;
    return known;
  }

  /** Sends what was not used for longest, of the slice that ends first. */
  private void shrink() {
    while (bytes > bound && !unfinished.isEmpty()) {
      Slice slice = unfinished.firstEntry().getValue();
      Iterator<Partial> eldest = slice.partials.values().iterator();
      while (bytes > bound && eldest.hasNext()) {
        send(slice, eldest.next());
        eldest.remove();
      }
      if (slice.partials.isEmpty()) {
        forgetFirst();
      }
    }
  }

  private void forgetFirst() {
    unfinished.pollFirstEntry();
    last = null;
  }

  private void send(Slice slice, Partial partial) {
    requireNonNull(partialsOut).inc();
    bytes -= partial.bytes;
    Object[] row = rows.partial(partial.first, partial.rows, partial.accumulator);
    output.collect(requireNonNull(sent).replace(row, slice.start));
  }

  /** Sends what there is of the slices whose first window ends at or before this time. */
  private void send(long end) {
    for (Map.Entry<Long, Slice> first = unfinished.firstEntry();
        first != null && first.getValue().firstEnd <= end;
        first = unfinished.firstEntry()) {
      Slice slice = first.getValue();
      slice.partials.values().forEach(partial -> send(slice, partial));
      forgetFirst();
    }
  }

  private void ask() throws IOException {
    if (asks) {
      OptionalLong told = second.ask(getRuntimeContext());
      if (told.isPresent()) {
        asks = false;
        reached = Math.max(reached, told.getAsLong());
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    ask();
    long time = mark.getTimestamp();
    send(time == Long.MAX_VALUE ? time : time + 1);
    reached = Math.max(reached, time);
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      send(Long.MAX_VALUE);
      gathers = false;
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    send(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    send(Long.MAX_VALUE);
    super.finish();
  }
}
