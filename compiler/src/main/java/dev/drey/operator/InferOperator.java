// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.inference.ModelScorer;
import dev.drey.inference.ScoringException;
import dev.drey.text.Visible;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Rows with what a model makes of them, scored together.
 *
 * <p>Law: rows keep their order; none waits when a watermark passes, when a checkpoint is taken or
 * when the input ends, so that nothing is kept in state and no row becomes late here. Where rows
 * cannot be scored together each is tried alone, so that a bad one takes no other with it.
 */
public final class InferOperator extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]>, BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final String stream;
  private final GeneratedCalc values;
  private final ModelScorer scorer;
  private final int size;
  private final long linger;
  private final int outputs;
  private final boolean keeps;
  private final @Nullable OutputTag<Object[]> failed;
  private transient @Nullable List<StreamRecord<Object[]>> waiting;
  private transient @Nullable ScheduledFuture<?> timer;
  private transient @Nullable InferMetrics counted;

  /**
   * @param values what the model is given of a row
   * @param size the most rows that are scored together
   * @param linger how long a row waits for others; zero for as long as no time passes
   * @param outputs how many columns there are behind those of a row
   * @param keeps whether a row that is not scored goes on with NULL
   * @param failed where such a row goes otherwise; null where it stops the job
   */
  public InferOperator(
      String stream,
      GeneratedCalc values,
      ModelScorer scorer,
      int size,
      Duration linger,
      int outputs,
      boolean keeps,
      @Nullable OutputTag<Object[]> failed) {
    this.stream = stream;
    this.values = values;
    this.scorer = scorer;
    this.size = size;
    this.linger = linger.toMillis();
    this.outputs = outputs;
    this.keeps = keeps;
    this.failed = failed;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    values.open();
    try {
      scorer.open();
    } catch (IOException e) {
      throw new StreamException(stream, new ConnectorException(String.valueOf(e.getMessage()), e));
    }
    waiting = new ArrayList<>();
    counted = new InferMetrics(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<Object[]> element) {
    List<StreamRecord<Object[]>> rows = waiting();
    rows.add(element.copy(element.getValue()));
    if (rows.size() >= size) {
      flush();
    } else if (linger > 0 && timer == null) {
      timer =
          getProcessingTimeService()
              .registerTimer(
                  getProcessingTimeService().getCurrentProcessingTime() + linger,
                  time -> {
                    timer = null;
                    flush();
                  });
    }
  }

  private List<StreamRecord<Object[]>> waiting() {
    return requireNonNull(waiting, "open() comes first");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void flush() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    List<StreamRecord<Object[]>> rows = waiting();
    if (rows.isEmpty()) {
      return;
    }
    List<Object[]> given = new ArrayList<>(rows.size());
    boolean[] scored = new boolean[rows.size()];
    for (int i = 0; i < scored.length; i++) {
      Object[] taken = values(rows.get(i).getValue());
      scored[i] = Arrays.stream(taken).noneMatch(value -> value == null);
      if (scored[i]) {
        given.add(taken);
      }
    }
    List<Scored> found = score(given);
    int next = 0;
    for (int i = 0; i < scored.length; i++) {
      emit(rows.get(i), scored[i] ? found.get(next++) : Scored.NOTHING);
    }
    rows.clear();
  }

  private Object[] values(Object[] row) {
    try {
      return requireNonNull(values.apply(row));
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
  }

  private List<Scored> score(List<Object[]> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    try {
      return scoredTogether(given);
    } catch (ScoringException together) {
      List<Scored> found = new ArrayList<>();
      for (Object[] row : given) {
        try {
          found.addAll(scoredTogether(List.<Object[]>of(row)));
        } catch (ScoringException alone) {
          found.add(new Scored(null, String.valueOf(alone.getMessage())));
        }
      }
      return found;
    }
  }

  private List<Scored> scoredTogether(List<Object[]> given) throws ScoringException {
    long start = System.nanoTime();
    List<Object[]> answers = scorer.score(given);
    requireNonNull(counted).scored(given.size(), System.nanoTime() - start);
    List<Scored> found = new ArrayList<>(answers.size());
    answers.forEach(answer -> found.add(new Scored(answer, null)));
    return found;
  }

  private void emit(StreamRecord<Object[]> record, Scored scored) {
    Object[] row = record.getValue();
    String reason = scored.failure;
    if (reason == null) {
      if (scored.values == null) {
        requireNonNull(counted).skipped();
      }
      output.collect(record.copy(with(row, scored.values)));
      return;
    }
    requireNonNull(counted).error();
    if (keeps) {
      output.collect(record.copy(with(row, null)));
    } else if (failed == null) {
      throw new StreamException(
          stream,
          new ConnectorException(
              "the model does not score a row: "
                  + Visible.line(reason)
                  + " (onError: keep, or onError: {to: NAME}, lets the job go on)"));
    } else {
      Object[] whole = Arrays.copyOf(row, row.length + 1);
      whole[row.length] = reason;
      output.collect(failed, record.copy(whole));
    }
  }

  private Object[] with(Object[] row, Object @Nullable [] answer) {
    Object[] whole = Arrays.copyOf(row, row.length + outputs);
    if (answer != null) {
      System.arraycopy(answer, 0, whole, row.length, outputs);
    }
    return whole;
  }

  @Override
  public void close() throws Exception {
    scorer.close();
    super.close();
  }

  /** What became of a row: values, a failure, or neither where it was not scored. */
  private static final class Scored {
    static final Scored NOTHING = new Scored(null, null);

    private final Object @Nullable [] values;
    private final @Nullable String failure;

    Scored(Object @Nullable [] values, @Nullable String failure) {
      this.values = values;
      this.failure = failure;
    }
  }
}
