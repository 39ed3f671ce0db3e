// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks.micro;

import static java.util.Objects.requireNonNull;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.plan.LogicalPlan;
import dev.drey.row.RowKey;
import dev.drey.source.SourceFile;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A row into the operator of a window, as the translator makes it, with its state on the heap: a
 * count and an average of each key, without the rest of a job.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WindowBench {
  private static final int ROWS = 10_000;
  private static final long MINUTE = 60_000;
  private static final int MAX_PARALLELISM = 128;
  private static final String COLUMNS = "ROW<card STRING NOT NULL, amount DOUBLE>";

  @Param({
    "tumbling: 5m",
    "sliding: {size: 1h, every: 1m}",
    "cumulating: {size: 1h, every: 1m}",
    "session: 10m"
  })
  public String window = "";

  @Param({"100", "10000"})
  public int keys;

  private @Nullable KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> opened;
  private Object[][] rows = {};
  private long minute;

  @Setup
  public void open() throws Exception {
    OneInputTransformation<Object[], Object[]> operator = operator();
    if (!operator.getInputType().toString().equals(COLUMNS)) {
      throw new IllegalStateException("rows are " + operator.getInputType());
    }
    rows = new Object[keys][];
    for (int i = 0; i < keys; i++) {
      rows[i] = new Object[] {"card-" + i, i * 1.25};
    }
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness = harness(operator);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setStateBackend(new HashMapStateBackend());
    harness.setup(
        operator
            .getOutputType()
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    opened = harness;
    minute = 0;
  }

  @TearDown
  public void close() throws Exception {
    harness().close();
  }

  private KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness() {
    return requireNonNull(opened, "open() comes first");
  }

  private OneInputTransformation<Object[], Object[]> operator() {
    Catalog catalog = Catalog.load(WindowBench.class.getClassLoader());
    CompileResult compiled =
        new PipelineCompiler(catalog)
            .compile(
                SourceFile.of(
                    "window.yaml",
                    String.join(
                        "\n",
                        "apiVersion: drey/v1",
                        "name: window",
                        "sources:",
                        "  tx:",
                        "    kafka: {brokers: \"localhost:9092\", topic: tx}",
                        "    type: {card: STRING NOT NULL, amount: DOUBLE, ts: TIMESTAMP_LTZ(3) NOT"
                            + " NULL}",
                        "    eventTime: {field: ts, watermark: {maxOutOfOrderness: 5s}}",
                        "streams:",
                        "  sums:",
                        "    from: tx",
                        "    keyBy: [card]",
                        "    window: {" + window + "}",
                        "    aggregate: {n: COUNT(*), mean: AVG(amount)}",
                        "sinks:",
                        "  out: {from: sums, discard: {}}")),
                CompilerOptions.builder().build());
    LogicalPlan plan =
        compiled
            .plan()
            .orElseThrow(() -> new IllegalStateException(compiled.diagnostics().toString()));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    Transformation<?> found =
        requireNonNull(
                new GraphBuilder(catalog)
                    .build(plan, environment, false)
                    .get(plan.streams().get("sums")))
            .getTransformation();
    while (!"sums.window".equals(found.getUid())) {
      found = found.getInputs().get(0);
    }
    return rows(found);
  }

  @SuppressWarnings("unchecked") // all our streams are of rows
  private static OneInputTransformation<Object[], Object[]> rows(Transformation<?> found) {
    return (OneInputTransformation<Object[], Object[]>) found;
  }

  @SuppressWarnings("unchecked") // the keys of rows
  private static KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness(
      OneInputTransformation<Object[], Object[]> operator) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        operator.getOperatorFactory(),
        (KeySelector<Object[], RowKey>) operator.getStateKeySelector(),
        (TypeInformation<RowKey>) operator.getStateKeyType(),
        MAX_PARALLELISM,
        1,
        0);
  }

  private void add(long from) throws Exception {
    StreamRecord<Object[]> record = new StreamRecord<>(rows[0]);
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness = harness();
    for (int i = 0; i < ROWS; i++) {
      harness
          .getOneInputOperator()
          .processElement(record.replace(rows[i % keys], from + i * MINUTE / ROWS));
    }
  }

  /** Into windows that are there and stay open. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void add() throws Exception {
    add(0);
  }

  /** A minute after the other, with a watermark behind each: a row and its share of results. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int addAndFire() throws Exception {
    add(minute * MINUTE);
    minute++;
    KeyedOneInputStreamOperatorTestHarness<RowKey, Object[], Object[]> harness = harness();
    harness.processWatermark(minute * MINUTE - 1);
    int results = harness.getOutput().size();
    harness.getOutput().clear();
    return results;
  }
}
