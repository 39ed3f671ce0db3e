// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.EventTimes;
import dev.drey.connector.ReadTime;
import dev.drey.row.BadRecord;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A source's event time and watermarks as the spec says. Bad records among the rows have no time,
 * move no watermark and do not keep an idle partition awake; neither do deletes that have no more
 * than their key, if that is not their time, or not one that there is.
 */
public final class EventTimeStrategy implements WatermarkStrategy<Object[]> {
  private static final long serialVersionUID = 1;

  private final String source;
  private final RowFunction timestamp;
  private final ReadTime read;
  private final Duration outOfOrderness;
  private final @Nullable RowFunction punctuated;
  private final @Nullable Duration idleTimeout;
  private final @Nullable Duration maxFutureSkew;
  private final boolean withRows;
  private final WallClock clock;
  // One for all the generators of a task: there is one generator a split.
  private transient @Nullable Counter futureTimestamps;

  private EventTimeStrategy(Builder builder) {
    this.source = builder.source;
    this.timestamp = builder.timestamp;
    this.read = builder.read;
    this.outOfOrderness = builder.outOfOrderness;
    this.punctuated = builder.punctuated;
    this.idleTimeout = builder.idleTimeout;
    this.maxFutureSkew = builder.maxFutureSkew;
    this.withRows = builder.withRows;
    this.clock = builder.clock;
  }

  /**
   * @param timestamp epoch milliseconds over the source's rows
   */
  public static Builder builder(String source, RowFunction timestamp) {
    return new Builder(source, timestamp);
  }

  @Override
  public TimestampAssigner<Object[]> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    timestamp.open();
    return (row, ignored) -> {
      if (BadRecord.isBad(row)) {
        return TimestampAssigner.NO_TIMESTAMP;
      }
      boolean delete = RowChange.isDelete(row);
      Object time = delete ? timeOfDelete(row) : time(row);
      if (time == null && delete) {
        return TimestampAssigner.NO_TIMESTAMP;
      }
      if (time == null) {
        throw new IllegalStateException("source `" + source + "`: a row has no event time");
      }
      return (Long) time;
    };
  }

  private @Nullable Object time(Object[] row) {
    Long known = read.of(row);
    return known == null ? timestamp.apply(row) : known;
  }

  /**
   * Of a delete columns may be NULL that no expression expects to be, and nobody has looked at what
   * it gives.
   */
  private @Nullable Object timeOfDelete(Object[] row) {
    try {
      Object time = timestamp.apply(row);
      return time != null && EventTimes.exists((Long) time) ? time : null;
    } catch (RuntimeException lacksAColumn) {
      return null;
    }
  }

  @Override
  public WatermarkGenerator<Object[]> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    FutureGuard guard = futureGuard(context);
    WatermarkGenerator<Object[]> generator;
    if (punctuated == null) {
      generator = new BoundedWatermarks(outOfOrderness.toMillis(), guard, withRows);
    } else {
      punctuated.open();
      generator = new PunctuatedWatermarks(source, punctuated, guard);
    }
    if (idleTimeout != null && !withRows) {
      generator =
          new WatermarksWithIdleness<>(generator, idleTimeout, context.getInputActivityClock());
    }
    return new GoodRowWatermarks(generator);
  }

  private FutureGuard futureGuard(WatermarkGeneratorSupplier.Context context) {
    if (maxFutureSkew == null) {
      return FutureGuard.NONE;
    }
    if (futureTimestamps == null) {
      futureTimestamps = context.getMetricGroup().counter("futureTimestamps");
    }
    return new FutureGuard(maxFutureSkew.toMillis(), clock, requireNonNull(futureTimestamps));
  }

  /** Builds an {@link EventTimeStrategy}. */
  public static final class Builder {
    private final String source;
    private final RowFunction timestamp;
    private ReadTime read = new ReadTime();
    private Duration outOfOrderness = Duration.ZERO;
    private @Nullable RowFunction punctuated;
    private @Nullable Duration idleTimeout;
    private @Nullable Duration maxFutureSkew;
    private boolean withRows;
    private WallClock clock = System::currentTimeMillis;

    private Builder(String source, RowFunction timestamp) {
      this.source = source;
      this.timestamp = timestamp;
    }

    /**
     * @param readTime what the reader of the rows knows of their times
     */
    public Builder read(ReadTime readTime) {
      this.read = readTime;
      return this;
    }

    public Builder outOfOrderness(Duration bound) {
      this.outOfOrderness = bound;
      return this;
    }

    public Builder punctuated(Optional<RowFunction> watermark) {
      this.punctuated = watermark.orElse(null);
      return this;
    }

    public Builder idleTimeout(Optional<Duration> timeout) {
      this.idleTimeout = timeout.orElse(null);
      return this;
    }

    public Builder maxFutureSkew(Optional<Duration> skew) {
      this.maxFutureSkew = skew.orElse(null);
      return this;
    }

    /**
     * Watermarks come with the row that moves them, not at intervals of the clock, and nothing is
     * ever idle: what they do depends on the rows alone.
     */
    public Builder withRows(boolean newWithRows) {
      this.withRows = newWithRows;
      return this;
    }

    Builder clock(WallClock newClock) {
      this.clock = newClock;
      return this;
    }

    public EventTimeStrategy build() {
      return new EventTimeStrategy(this);
    }
  }
}
