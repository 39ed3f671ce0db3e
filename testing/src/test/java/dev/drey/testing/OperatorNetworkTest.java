// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.row.RowTypeInformation;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Graphs as later operations make them: two inputs, answers that come later, several subtasks. */
@Timeout(60)
@SuppressWarnings("SameNameButDifferent") // Each kind of Flink's functions has a Context.
class OperatorNetworkTest {
  private static final RowType TYPE =
      RowType.of(
          Field.of("key", DataType.string().notNull()),
          Field.of("n", DataType.of(TypeKind.BIGINT)));
  private static final TypeInformation<Object[]> ROWS = RowTypeInformation.of(TYPE);

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
  private final List<Transformation<Object[]>> sources = new ArrayList<>();
  private Observation seen = new Observation(TYPE);
  private OperatorNetwork network = new OperatorNetwork(sources, new HashMapStateBackend());

  private DataStream<Object[]> source() {
    DataStream<Object[]> source = environment.fromData(List.of(), ROWS);
    sources.add(source.getTransformation());
    return source;
  }

  private void start(DataStream<Object[]> result) throws Exception {
    network = new OperatorNetwork(sources, new HashMapStateBackend());
    network.observe(result.getTransformation(), seen);
  }

  private void restart(DataStream<Object[]> result, int parallelism) throws Exception {
    network = network.restart(parallelism);
    network.observe(result.getTransformation(), seen);
  }

  @AfterEach
  void stop() throws Exception {
    network.close();
  }

  private void send(int source, String key, long n) throws Exception {
    network.source(sources.get(source)).row(new StreamRecord<>(new Object[] {key, n}));
  }

  private void watermark(int source, long time) throws Exception {
    network.source(sources.get(source)).watermark(time);
  }

  private List<String> seen() {
    return seen.take().stream().map(row -> row[0] + "=" + row[1]).collect(Collectors.toList());
  }

  private static String key(Object[] row) {
    return (String) row[0];
  }

  /** The product of what came on either side of a key; what waits alone is told at its time. */
  private static final class Product
      extends KeyedCoProcessFunction<String, Object[], Object[], Object[]> {
    private static final long serialVersionUID = 1;
    private static final ValueStateDescriptor<Long> LEFT =
        new ValueStateDescriptor<>("left", Types.LONG);

    @Override
    public void processElement1(Object[] row, Context context, Collector<Object[]> out)
        throws Exception {
      getRuntimeContext().getState(LEFT).update((Long) row[1]);
      context.timerService().registerEventTimeTimer(1000);
    }

    @Override
    public void processElement2(Object[] row, Context context, Collector<Object[]> out)
        throws Exception {
      Long left = getRuntimeContext().getState(LEFT).value();
      out.collect(new Object[] {row[0], left == null ? null : left * (Long) row[1]});
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Object[]> out) {
      out.collect(new Object[] {context.getCurrentKey() + "!", time});
    }
  }

  private DataStream<Object[]> products() {
    DataStream<Object[]> left = source();
    DataStream<Object[]> right = source();
    return left.keyBy(OperatorNetworkTest::key)
        .connect(right.keyBy(OperatorNetworkTest::key))
        .process(new Product(), ROWS)
        .uid("product")
        .setMaxParallelism(8);
  }

  @Test
  void operatorOfTwoInputsHasOneStateAndTheLesserTime() throws Exception {
    start(products());
    send(1, "a", 2);
    send(0, "a", 3);
    send(1, "a", 2);
    send(1, "b", 5);
    assertThat(seen()).containsExactly("a=null", "a=6", "b=null");
    watermark(0, 5000);
    assertThat(seen()).isEmpty();
    watermark(1, 999);
    assertThat(seen()).isEmpty();
    watermark(1, 1000);
    assertThat(seen()).containsExactly("a!=1000");
  }

  @Test
  void operatorOfTwoInputsGoesOnWithItsStateAndTimers() throws Exception {
    DataStream<Object[]> products = products();
    start(products);
    for (int i = 0; i < 20; i++) {
      send(0, "k" + i, i);
    }
    restart(products, 3);
    for (int i = 0; i < 20; i++) {
      send(1, "k" + i, 10);
    }
    List<String> expected = new ArrayList<>();
    List<String> timers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      expected.add("k" + i + "=" + 10 * i);
      timers.add("k" + i + "!=1000");
    }
    assertThat(seen()).containsExactlyInAnyOrderElementsOf(expected);
    watermark(0, 1000);
    assertThat(seen()).isEmpty();
    watermark(1, 1000);
    assertThat(seen()).containsExactlyInAnyOrderElementsOf(timers);
  }

  /** Adds what was last said on the broadcast side. */
  private static final class Adding extends BroadcastProcessFunction<Object[], Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Object[] row, ReadOnlyContext context, Collector<Object[]> out)
        throws Exception {
      Long added = context.getBroadcastState(RULES).get("add");
      out.collect(new Object[] {row[0], (Long) row[1] + (added == null ? 0 : added)});
    }

    @Override
    public void processBroadcastElement(Object[] row, Context context, Collector<Object[]> out)
        throws Exception {
      context.getBroadcastState(RULES).put((String) row[0], (Long) row[1]);
    }
  }

  private static final MapStateDescriptor<String, Long> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);

  @Test
  void rulesReachEverySubtaskAlsoOfAnotherNumber() throws Exception {
    DataStream<Object[]> rows = source();
    DataStream<Object[]> rules = source();
    DataStream<Object[]> added =
        rows.rebalance()
            .connect(rules.broadcast(RULES))
            .process(new Adding(), ROWS)
            .uid("adding")
            .setMaxParallelism(8);
    start(added);
    send(0, "a", 1);
    send(1, "add", 100);
    send(0, "a", 1);
    assertThat(seen()).containsExactly("a=1", "a=101");
    restart(added, 3);
    send(0, "a", 1);
    send(0, "b", 2);
    send(0, "c", 3);
    assertThat(seen()).containsExactly("a=101", "b=102", "c=103");
    send(1, "add", 200);
    send(0, "a", 1);
    send(0, "b", 2);
    send(0, "c", 3);
    assertThat(seen()).containsExactly("a=201", "b=202", "c=203");
  }

  /** Answers from another thread. */
  private static final class Asking implements AsyncFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void asyncInvoke(Object[] row, ResultFuture<Object[]> result) {
      new Thread(
              () ->
                  result.complete(
                      Collections.singleton(new Object[] {row[0] + "?", (Long) row[1] * 2})))
          .start();
    }
  }

  @Test
  void answersOfAnotherThreadAreThereBeforeTheNextElement() throws Exception {
    DataStream<Object[]> asked =
        AsyncDataStream.unorderedWait(source(), new Asking(), 1, TimeUnit.HOURS)
            .returns(ROWS)
            .uid("asked");
    start(asked);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      send(0, "k", i);
      expected.add("k?=" + 2 * i);
      assertThat(seen.count()).isEqualTo(i + 1);
    }
    assertThat(seen()).isEqualTo(expected);
    restart(asked, 2);
    send(0, "k", 7);
    assertThat(seen()).containsExactly("k?=14");
  }

  /** How often a key came, and on which subtask. */
  private static final class Counting extends KeyedProcessFunction<String, Object[], Object[]> {
    private static final long serialVersionUID = 1;
    private static final ValueStateDescriptor<Long> COUNT =
        new ValueStateDescriptor<>("count", Types.LONG);

    @Override
    public void processElement(Object[] row, Context context, Collector<Object[]> out)
        throws Exception {
      ValueState<Long> state = getRuntimeContext().getState(COUNT);
      long count = state.value() == null ? 1 : state.value() + 1;
      state.update(count);
      int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      out.collect(new Object[] {row[0] + "@" + subtask, count});
    }
  }

  @Test
  void keysKeepTheirStateWithMoreAndWithFewerSubtasks() throws Exception {
    DataStream<Object[]> counts =
        source()
            .keyBy(OperatorNetworkTest::key)
            .process(new Counting(), ROWS)
            .uid("counts")
            .setMaxParallelism(16);
    start(counts);
    assertThat(countEachKey()).containsExactly(0);
    restart(counts, 3);
    assertThat(countEachKey()).containsExactlyInAnyOrder(0, 1, 2);
    restart(counts, 2);
    assertThat(countEachKey()).containsExactlyInAnyOrder(0, 1);
  }

  private long rounds;

  /** Sends each key; the subtasks on which they were counted, each once more than before. */
  private Set<Integer> countEachKey() throws Exception {
    rounds++;
    Set<Integer> subtasks = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      send(0, "k" + i, 0);
      Object[] row = seen.take().get(0);
      String[] place = ((String) row[0]).split("@");
      assertThat(place[0]).isEqualTo("k" + i);
      assertThat(row[1]).isEqualTo(rounds);
      subtasks.add(Integer.valueOf(place[1]));
    }
    return subtasks;
  }
}
