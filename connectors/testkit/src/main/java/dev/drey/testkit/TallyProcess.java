// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static java.util.Objects.requireNonNull;

import dev.drey.process.ProcessTask;
import dev.drey.process.ProcessUse;
import dev.drey.process.Processing;
import dev.drey.process.RowMap;
import dev.drey.process.RowProcess;
import dev.drey.process.RowValue;
import dev.drey.row.RowFunction;
import dev.drey.type.TypeKind;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Adds up by key, and tells of keys that are quiet. */
final class TallyProcess implements RowProcess {
  private static final long serialVersionUID = 1;

  private final int keys;
  private final int by;
  private final long after;
  private final long every;
  private final TypeKind kind;
  private final String fault;
  private transient @Nullable RowValue tally;
  private transient @Nullable RowMap parts;
  private transient @Nullable RowFunction sum;
  private transient @Nullable LongConsumer rows;

  TallyProcess(ProcessUse use) {
    this.keys = use.keys().size();
    this.by = use.options().find(TallyProcessor.BY).map(use.input()::indexOf).orElse(-1);
    this.after = use.options().find(TallyProcessor.AFTER).map(d -> d.toMillis()).orElse(0L);
    this.every = use.options().find(TallyProcessor.EVERY).map(d -> d.toMillis()).orElse(0L);
    this.kind = TallyProcessor.kind(use);
    this.fault = use.options().get(TallyProcessor.FAULT);
  }

  @Override
  public void open(ProcessTask task) {
    if (fault.equals("open")) {
      throw new IllegalStateException("as it was told to");
    }
    tally = task.value(TallyProcessor.TALLY);
    parts = by < 0 ? null : task.map(TallyProcessor.PARTS);
    sum = task.expression(TallyProcessor.SUM);
    rows = task.counter("rows");
  }

  @Override
  public void row(Object[] row, Processing now) throws Exception {
    requireNonNull(rows).accept(1);
    Object[] before = requireNonNull(tally).get();
    long n = before == null ? 0 : (Long) before[0];
    Number total = before == null ? null : (Number) before[1];
    Number more = (Number) requireNonNull(sum).apply(row);
    Object time = now.hasTime() ? now.time() : null;
    Object[] kept = {n + 1, sum(total, more), time};
    requireNonNull(tally).set(kept);
    if (parts != null) {
      Object[] part = parts.get(row[by]);
      parts.put(new Object[] {row[by]}, new Object[] {part == null ? 1L : (Long) part[0] + 1});
    }
    if (after > 0) {
      if (before != null) {
        now.cancelEventTimer((Long) before[2] + after);
      }
      now.eventTimer(now.time() + after);
    }
    if (every > 0 && before == null) {
      now.clockTimer(now.clock() + every);
    }
    switch (fault) {
      case "row":
        throw new IllegalStateException("as it was told to");
      case "type":
        now.emit(told(now, "x", kept[1]));
        break;
      case "output":
        now.emit("other", told(now, kept[0], kept[1]));
        break;
      case "clock":
        now.eventTimer(1);
        break;
      case "keeps":
      case "wraps":
        emitAndCatch(told(now, kept[0], kept[1]), now);
        break;
      default:
        now.emit(told(now, kept[0], kept[1]));
    }
  }

  private void emitAndCatch(Object[] row, Processing now) {
    try {
      now.emit(row);
    } catch (RuntimeException thrown) {
      if (fault.equals("wraps")) {
        throw new IllegalStateException("as it was told to", thrown);
      }
    }
  }

  private @Nullable Number sum(@Nullable Number total, @Nullable Number more) {
    if (more == null) {
      return total;
    }
    switch (kind) {
      case INT:
        return (total == null ? 0 : total.intValue()) + more.intValue();
      case BIGINT:
        return (total == null ? 0 : total.longValue()) + more.longValue();
      default:
        return (total == null ? 0 : total.doubleValue()) + more.doubleValue();
    }
  }

  private Object[] told(Processing now, @Nullable Object... values) {
    Object[] row = new Object[keys + values.length];
    for (int i = 0; i < keys; i++) {
      row[i] = now.key(i);
    }
    System.arraycopy(values, 0, row, keys, values.length);
    return row;
  }

  /** A key is quiet: what was counted is told and forgotten. */
  @Override
  public void eventTimer(long time, Processing now) throws Exception {
    if (parts == null) {
      now.emit(TallyProcessor.QUIET, told(now, null, requireNonNull(kept())[0]));
    } else {
      Iterator<Map.Entry<Object[], Object[]>> each = parts.entries();
      while (each.hasNext()) {
        Map.Entry<Object[], Object[]> part = each.next();
        now.emit(
            TallyProcessor.QUIET, told(now, String.valueOf(part.getKey()[0]), part.getValue()[0]));
        each.remove();
      }
    }
    requireNonNull(tally).clear();
  }

  private Object @Nullable [] kept() throws Exception {
    return requireNonNull(tally).get();
  }

  @Override
  public void clockTimer(long time, Processing now) throws Exception {
    Object[] kept = requireNonNull(kept());
    Object[] row = told(now, null, kept[0]);
    if (kept[2] == null) {
      now.emit(TallyProcessor.QUIET, row);
    } else {
      now.emit(TallyProcessor.QUIET, row, (Long) kept[2]);
    }
    requireNonNull(tally).clear();
  }
}
