// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The jobs as the managed service's published examples write theirs: Jackson to a POJO, keyBy,
 * window, AggregateFunction, Jackson back to bytes.
 */
final class HandWritten {
  private HandWritten() {}

  static void build(StreamExecutionEnvironment environment, Trial trial) {
    Job job = trial.job();
    int records = trial.records();
    if (trial.origin().isPresent()) {
      trial.origin().get().byHand(environment).sinkTo(new BenchSink<>(new JacksonEncoder<>()));
      return;
    }
    if (trial.target().isPresent()) {
      trial
          .target()
          .get()
          .byHand(
              environment.fromSource(
                  new DataGeneratorSource<>(Bench::fee, records, TypeInformation.of(Fee.class)),
                  WatermarkStrategy.noWatermarks(),
                  "fees"));
      return;
    }
    if (job.isAvro()) {
      HandAvro.build(environment, records);
      return;
    }
    WatermarkStrategy<Transaction> watermarks =
        !job.hasState()
            ? WatermarkStrategy.noWatermarks()
            : WatermarkStrategy.<Transaction>forBoundedOutOfOrderness(Duration.ofSeconds(5))
                .withTimestampAssigner((transaction, previous) -> transaction.ts);
    DataStream<Transaction> transactions =
        environment.fromSource(
            new DataGeneratorSource<>(new Parser(), records, TypeInformation.of(Transaction.class)),
            watermarks,
            "transactions");
    if (job.asks()) {
      HandLookup.of(
              transactions,
              trial.register().map(Register::byHand).orElse(Owners::of),
              job == Job.LOOKUP_CACHED)
          .sinkTo(new BenchSink<>(new JacksonEncoder<>()));
    } else if (!job.hasState()) {
      etl(transactions).sinkTo(new BenchSink<>(new JacksonEncoder<>()));
    } else if (job == Job.DEDUPE) {
      transactions
          .keyBy(t -> Objects.requireNonNull(t.txId))
          .process(new HandFirst())
          .sinkTo(new BenchSink<>(new JacksonEncoder<>()));
    } else {
      windows(transactions, job).sinkTo(new BenchSink<>(new JacksonEncoder<>()));
    }
  }

  private static DataStream<Velocity> windows(DataStream<Transaction> transactions, Job job) {
    Duration hour = Duration.ofHours(1);
    WindowAssigner<Object, TimeWindow> assigner =
        job == Job.SESSION
            ? EventTimeSessionWindows.withGap(Duration.ofMinutes(10))
            : job == Job.SLIDE
                ? SlidingEventTimeWindows.of(hour, Duration.ofMinutes(1))
                : TumblingEventTimeWindows.of(Duration.ofMinutes(5));
    return transactions
        .keyBy(t -> Objects.requireNonNull(t.cardId))
        .window(assigner)
        .aggregate(new CountAndSum(), new ToVelocity(job == Job.SESSION));
  }

  static DataStream<Fee> etl(DataStream<Transaction> transactions) {
    return transactions.filter(HandWritten::isKept).map(Fee::of).returns(Fee.class);
  }

  static boolean isKept(Transaction tx) {
    return tx.amount > 500 && tx.merchant != null && Objects.equals(tx.merchant.country, "US");
  }

  private static final class Parser implements GeneratorFunction<Long, Transaction> {
    private static final long serialVersionUID = 1;
    private transient @Nullable ObjectMapper mapper;

    @Override
    public void open(SourceReaderContext context) {
      mapper = new ObjectMapper();
    }

    @Override
    public Transaction map(Long i) throws Exception {
      return Objects.requireNonNull(mapper).readValue(Bench.read(i), Transaction.class);
    }
  }

  static final class JacksonEncoder<T> implements SerializationSchema<T> {
    private static final long serialVersionUID = 1;
    private transient @Nullable ObjectMapper mapper;

    @Override
    public void open(InitializationContext context) {
      mapper = new ObjectMapper();
    }

    @Override
    public byte[] serialize(T element) {
      try {
        return Objects.requireNonNull(mapper).writeValueAsBytes(element);
      } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** A result of the etl job. */
  public static final class Fee {
    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonProperty("tx_id")
    public @Nullable String txId;

    @JsonProperty("card_id")
    public @Nullable String cardId;

    public double amount;
    public double fee;

    static Fee of(Transaction transaction) {
      return of(
          transaction.txId, transaction.cardId, transaction.amount, transaction.amount * 0.02);
    }

    static Fee of(@Nullable String txId, @Nullable String cardId, double amount, double fee) {
      Fee made = new Fee();
      made.txId = txId;
      made.cardId = cardId;
      made.amount = amount;
      made.fee = fee;
      return made;
    }

    /** As the jobs that write JSON have it. */
    byte[] json() {
      try {
        return JSON.writeValueAsBytes(this);
      } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** The accumulator of the jobs with windows. */
  public static final class Sums {
    public long count;
    public double sum;
  }

  /** A result of the jobs with windows. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static final class Velocity {
    @JsonProperty("card_id")
    public @Nullable String cardId;

    @JsonProperty("window_start")
    public @Nullable String windowStart;

    @JsonProperty("window_end")
    public @Nullable String windowEnd;

    @JsonProperty("tx_count")
    public long txCount;

    public @Nullable Double average;
    public @Nullable Double total;
  }

  private static final class CountAndSum implements AggregateFunction<Transaction, Sums, Sums> {
    private static final long serialVersionUID = 1;

    @Override
    public Sums createAccumulator() {
      return new Sums();
    }

    @Override
    public Sums add(Transaction transaction, Sums sums) {
      sums.count++;
      sums.sum += transaction.amount;
      return sums;
    }

    @Override
    public Sums getResult(Sums sums) {
      return sums;
    }

    @Override
    public Sums merge(Sums one, Sums other) {
      one.count += other.count;
      one.sum += other.sum;
      return one;
    }
  }

  private static final class ToVelocity
      extends ProcessWindowFunction<Sums, Velocity, String, TimeWindow> {
    private static final long serialVersionUID = 1;

    private final boolean total;

    ToVelocity(boolean total) {
      this.total = total;
    }

    @Override
    public void process(
        String card, Context context, Iterable<Sums> results, Collector<Velocity> out) {
      for (Sums sums : results) {
        Velocity velocity = new Velocity();
        velocity.cardId = card;
        velocity.windowStart = Instant.ofEpochMilli(context.window().getStart()).toString();
        velocity.windowEnd = Instant.ofEpochMilli(context.window().getEnd()).toString();
        velocity.txCount = sums.count;
        if (total) {
          velocity.total = sums.sum;
        } else {
          velocity.average = sums.sum / sums.count;
        }
        out.collect(velocity);
      }
    }
  }
}
