// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many rows the sinks of one run may still write, together. What comes after the last of them
 * is passed over, for a run takes a moment to end. Tasks run in this process and find the budget by
 * its number.
 */
final class RowBudget implements AutoCloseable {
  private static final Map<String, RowBudget> OPEN = new ConcurrentHashMap<>();

  private final String number = UUID.randomUUID().toString();
  private final AtomicLong left;
  private final CountDownLatch spent = new CountDownLatch(1);

  private RowBudget(long rows) {
    this.left = new AtomicLong(rows);
  }

  static RowBudget of(long rows) {
    RowBudget budget = new RowBudget(rows);
    OPEN.put(budget.number, budget);
    return budget;
  }

  /** Lets rows pass while there is budget. */
  FilterFunction<Object[]> gate() {
    return new Gate(number);
  }

  /** Waits until the last row has been taken. */
  void awaitSpent() throws InterruptedException {
    spent.await();
  }

  private boolean take() {
    long before = left.getAndDecrement();
    if (before <= 1) {
      spent.countDown();
    }
    return before > 0;
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }

  private static final class Gate extends RichFilterFunction<Object[]> {
    private static final long serialVersionUID = 1;

    private final String number;
    private transient @Nullable RowBudget budget;

    Gate(String number) {
      this.number = number;
    }

    @Override
    public void open(OpenContext context) {
      budget = OPEN.get(number);
    }

    @Override
    public boolean filter(Object[] row) {
      return budget != null && budget.take();
    }
  }
}
