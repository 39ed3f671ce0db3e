package dev.drey.testing;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The operators of a graph, wired as the graph says, in one thread: an element is taken all the way
 * to the ends before the next one starts, so that a test's outcome never depends on timing.
 */
final class OperatorNetwork {
  private final IdentityHashMap<Transformation<?>, Fanout> outputs = new IdentityHashMap<>();
  private final IdentityHashMap<Transformation<?>, RunningOperator> operators =
      new IdentityHashMap<>();
  private final List<RunningOperator> inOrder = new ArrayList<>();
  private long clock;

  /**
   * @param sources the transformations that stand for sources; rows for them come from the test
   */
  OperatorNetwork(Iterable<Transformation<Object[]>> sources) {
    for (Transformation<Object[]> source : sources) {
      outputs.put(source, fanout(source));
    }
  }

  /** Adds a reader of a transformation's output, with all operators that lead there. */
  void observe(Transformation<Object[]> transformation, Receiver reader) throws Exception {
    output(transformation).add(reader);
  }

  /** What a source's rows and watermarks are given to. */
  Receiver source(Transformation<Object[]> source) throws Exception {
    return output(source);
  }

  private Fanout output(Transformation<?> transformation) throws Exception {
    Fanout known = outputs.get(transformation);
    if (known != null) {
      return known;
    }
    Fanout made = make(transformation);
    outputs.put(transformation, made);
    return made;
  }

  private Fanout make(Transformation<?> transformation) throws Exception {
    List<Transformation<?>> inputs = transformation.getInputs();
    if (transformation instanceof PartitionTransformation) {
      return output(inputs.get(0));
    }
    Fanout output = fanout(transformation);
    if (transformation instanceof UnionTransformation) {
      MergedWatermarks merged = new MergedWatermarks(output, inputs.size());
      for (int i = 0; i < inputs.size(); i++) {
        output(inputs.get(i)).add(merged.input(i));
      }
    } else if (transformation instanceof SideOutputTransformation) {
      output(inputs.get(0));
      operator(inputs.get(0)).side(tag(transformation), output);
    } else if (transformation instanceof OneInputTransformation) {
      RunningOperator operator = RunningOperator.open(oneInput(transformation), output, clock);
      operators.put(transformation, operator);
      inOrder.add(operator);
      output(inputs.get(0)).add(operator);
    } else {
      throw new IllegalStateException(
          "the runner of tests does not know " + transformation.getClass().getSimpleName());
    }
    return output;
  }

  private RunningOperator operator(Transformation<?> transformation) {
    RunningOperator operator = operators.get(transformation);
    if (operator == null) {
      throw new IllegalStateException("no side output of " + transformation.getName());
    }
    return operator;
  }

  @SuppressWarnings("unchecked") // Every edge of our graphs carries rows.
  private static Fanout fanout(Transformation<?> transformation) {
    Transformation<Object[]> rows = (Transformation<Object[]>) transformation;
    return new Fanout(
        rows.getOutputType().createSerializer(new ExecutionConfig().getSerializerConfig()));
  }

  @SuppressWarnings("unchecked") // As above.
  private static OneInputTransformation<Object[], Object[]> oneInput(Transformation<?> of) {
    return (OneInputTransformation<Object[], Object[]>) of;
  }

  @SuppressWarnings("unchecked") // As above.
  private static OutputTag<Object[]> tag(Transformation<?> of) {
    return ((SideOutputTransformation<Object[]>) of).getOutputTag();
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

  void close() throws Exception {
    for (RunningOperator operator : inOrder) {
      operator.close();
    }
    inOrder.clear();
  }
}
