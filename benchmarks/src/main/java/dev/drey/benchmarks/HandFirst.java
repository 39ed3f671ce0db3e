// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The first of each transaction within an hour as one writes it: the time of the one that passed,
 * forgotten by the clock, which needs no timers.
 */
final class HandFirst extends KeyedProcessFunction<String, Transaction, HandFirst.Once> {
  private static final long serialVersionUID = 1;
  private static final Duration HOUR = Duration.ofHours(1);

  private transient @Nullable ValueState<Long> passed;

  /** A result of the job. */
  public static final class Once {
    @JsonProperty("tx_id")
    public @Nullable String txId;

    @JsonProperty("card_id")
    public @Nullable String cardId;

    public double amount;
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Long> state = new ValueStateDescriptor<>("passed", Long.class);
    state.enableTimeToLive(StateTtlConfig.newBuilder(HOUR).build());
    passed = getRuntimeContext().getState(state);
  }

  @Override
  public void processElement(Transaction tx, Context context, Collector<Once> out)
      throws Exception {
    Long last = requireNonNull(passed).value();
    if (last == null || tx.ts - last >= HOUR.toMillis()) {
      requireNonNull(passed).update(tx.ts);
      Once once = new Once();
      once.txId = tx.txId;
      once.cardId = tx.cardId;
      once.amount = tx.amount;
      out.collect(once);
    }
  }
}
