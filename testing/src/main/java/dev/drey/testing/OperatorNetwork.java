// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.apache.flink.util.OutputTag;

/**
 * The operators of a graph, wired as the graph says, in one thread: an element is taken all the way
 * to the ends before the next one starts, so that a test's outcome never depends on timing. It can
 * be stopped with a savepoint, with which another one goes on, also with more or fewer subtasks.
 */
final class OperatorNetwork {
  private final IdentityHashMap<Transformation<?>, SharedOutput> sources = new IdentityHashMap<>();
  private final IdentityHashMap<Transformation<?>, List<RunningOperator>> operators =
      new IdentityHashMap<>();
  private final List<RunningOperator> inOrder = new ArrayList<>();
  private final List<Transformation<?>> upstreamFirst = new ArrayList<>();
  private final StateBackend backend;
  private final int parallelism;
  private final Savepoint before;
  private long clock;

  /**
   * @param sources the transformations that stand for sources; rows for them come from the test
   * @param backend where operators keep their state
   */
  OperatorNetwork(Iterable<Transformation<Object[]>> sources, StateBackend backend) {
    this(sources, backend, 1, new Savepoint(), 0);
  }

  private OperatorNetwork(
      Iterable<? extends Transformation<?>> sources,
      StateBackend backend,
      int parallelism,
      Savepoint before,
      long clock) {
    this.backend = backend;
    this.parallelism = parallelism;
    this.before = before;
    this.clock = clock;
    sources.forEach(source -> this.sources.put(source, fanout(source)));
  }

  /** Adds a reader of a transformation's output, with all operators that lead there. */
  void observe(Transformation<Object[]> transformation, Receiver reader) throws Exception {
    Exchange.connect(upstreams(transformation), List.of(reader), 1);
  }

  /** What a source's rows and watermarks are given to. */
  Receiver source(Transformation<Object[]> source) {
    return sources.computeIfAbsent(source, OperatorNetwork::fanout);
  }

  /** The subtasks whose rows these are, through all that is no operator. */
  private List<Upstream> upstreams(Transformation<?> transformation) throws Exception {
    SharedOutput source = sources.get(transformation);
    List<Upstream> upstreams = new ArrayList<>();
    if (source != null) {
      upstreams.add(Upstream.of(source, 0, 1));
    } else if (transformation instanceof PartitionTransformation) {
      StreamPartitioner<Object> partitioner = partitioner(transformation);
      for (Upstream upstream : upstreams(transformation.getInputs().get(0))) {
        upstreams.add(upstream.by(partitioner));
      }
    } else if (transformation instanceof UnionTransformation) {
      for (Transformation<?> input : transformation.getInputs()) {
        upstreams.addAll(upstreams(input));
      }
    } else if (transformation instanceof SideOutputTransformation) {
      List<RunningOperator> subtasks = operator(transformation.getInputs().get(0));
      for (RunningOperator subtask : subtasks) {
        SharedOutput side = subtask.side(tag(transformation), fanout(transformation));
        upstreams.add(Upstream.of(side, upstreams.size(), subtasks.size()));
      }
    } else {
      List<RunningOperator> subtasks = operator(transformation);
      for (RunningOperator subtask : subtasks) {
        upstreams.add(Upstream.of(subtask.output(), upstreams.size(), subtasks.size()));
      }
    }
    return upstreams;
  }

  private List<RunningOperator> operator(Transformation<?> transformation) throws Exception {
    List<RunningOperator> known = operators.get(transformation);
    if (known != null) {
      return known;
    }
    OperatorParts parts =
        OperatorParts.of(transformation)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the runner of tests does not know "
                            + transformation.getClass().getSimpleName()));
    int subtasks = isSingle(transformation) ? 1 : Math.min(parallelism, parts.keyGroups());
    List<RunningOperator> made = new ArrayList<>();
    for (int i = 0; i < subtasks; i++) {
      RunningOperator operator =
          RunningOperator.open(
              parts,
              backend,
              subtasks,
              i,
              before.of(uid(transformation), parts.keyGroups(), subtasks, i),
              fanout(transformation),
              clock);
      made.add(operator);
      inOrder.add(operator);
    }
    operators.put(transformation, made);
    for (int input = 0; input < transformation.getInputs().size(); input++) {
      List<Receiver> inputs = new ArrayList<>();
      for (RunningOperator subtask : made) {
        inputs.add(subtask.input(input));
      }
      Exchange.connect(upstreams(transformation.getInputs().get(input)), inputs, parts.keyGroups());
    }
    upstreamFirst.add(transformation);
    return made;
  }

  /** Whether the graph says that there is one subtask, whatever the job has. */
  private static boolean isSingle(Transformation<?> transformation) {
    return transformation.isParallelismConfigured() && transformation.getParallelism() == 1;
  }

  /** That of the graph; an operator without one is found again in the same graph alone. */
  private static String uid(Transformation<?> transformation) {
    String uid = transformation.getUid();
    return uid == null ? "#" + transformation.getId() : uid;
  }

  @SuppressWarnings("unchecked") // Rows, ours or those of Flink SQL.
  private static SharedOutput fanout(Transformation<?> transformation) {
    Transformation<Object> rows = (Transformation<Object>) transformation;
    return new SharedOutput(rows.getOutputType().createSerializer(new SerializerConfigImpl()));
  }

  @SuppressWarnings("unchecked") // As above.
  private static StreamPartitioner<Object> partitioner(Transformation<?> of) {
    return ((PartitionTransformation<Object>) of).getPartitioner();
  }

  @SuppressWarnings("unchecked") // As above.
  private static OutputTag<Object> tag(Transformation<?> of) {
    return ((SideOutputTransformation<Object>) of).getOutputTag();
  }

  /**
   * Moves the machine's clock forward, stopping at each timer of any operator in between.
   *
   * @param time milliseconds since 1970
   */
  void advanceClock(long time) throws Exception {
    OptionalLong next = nextTimer(time);
    while (next.isPresent()) {
      setClock(next.getAsLong());
      next = nextTimer(time);
    }
    setClock(time);
  }

  long clock() {
    return clock;
  }

  private OptionalLong nextTimer(long limit) {
    return inOrder.stream()
        .flatMap(operator -> operator.timers().stream())
        .mapToLong(Long::longValue)
        .filter(timer -> timer > clock && timer <= limit)
        .min();
  }

  private void setClock(long time) throws Exception {
    clock = time;
    for (RunningOperator operator : inOrder) {
      operator.clock(time);
    }
  }

  /**
   * Stops these operators with a savepoint, and gives the network that goes on with it: with the
   * same sources and clock, and nobody who looks at it yet.
   *
   * @param newParallelism subtasks of each operator that can have so many
   */
  OperatorNetwork restart(int newParallelism) throws Exception {
    return restart(List.copyOf(sources.keySet()), newParallelism);
  }

  /**
   * The same with other operators, of which each goes on with the state of the one that had its
   * uid. One that is new has none, and that of one that is gone is dropped.
   *
   * @param newSources the transformations that stand for sources from then on
   */
  OperatorNetwork restart(Collection<? extends Transformation<?>> newSources, int newParallelism)
      throws Exception {
    Savepoint savepoint = new Savepoint();
    for (Transformation<?> transformation : upstreamFirst) {
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (RunningOperator subtask : operator(transformation)) {
        states.add(subtask.save());
      }
      savepoint.add(uid(transformation), states);
    }
    close();
    return new OperatorNetwork(newSources, backend, newParallelism, savepoint, clock);
  }

  /** The subtasks of each operator that can have so many. */
  int parallelism() {
    return parallelism;
  }

  void close() throws Exception {
    for (RunningOperator operator : inOrder) {
      operator.close();
    }
    inOrder.clear();
  }
}
