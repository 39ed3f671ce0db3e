// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Refusal;
import dev.drey.connector.RefusingSink;
import dev.drey.connector.SinkContext;
import dev.drey.format.Format;
import dev.drey.row.RowFunction;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** A job that writes given rows, in order, to a sink that tells what its system refuses. */
public final class SinkTrial {
  private final JobConnector connector;
  private final RowType type;
  private SinkContext.Builder context;
  private ChangeMode changes = ChangeMode.APPEND;

  private SinkTrial(JobConnector connector, RowType type, OptionValues options) {
    this.connector = connector;
    this.type = type;
    this.context =
        SinkContext.builder().name("out").options(options).rowType(type).refusal(Refusal.TO);
  }

  public static SinkTrial of(JobConnector connector, RowType type, OptionValues options) {
    return new SinkTrial(connector, type, options);
  }

  public SinkTrial format(Format format) {
    context = context.encoder(format.encoder(type, OptionValues.empty()));
    return this;
  }

  /** As {@link SinkContext#expressions}. */
  public SinkTrial expressions(Map<String, RowFunction> expressions) {
    context = context.expressions(expressions);
    return this;
  }

  public SinkTrial refusal(Refusal refusal) {
    context = context.refusal(refusal);
    return this;
  }

  public SinkTrial changes(ChangeMode mode) {
    changes = mode;
    return this;
  }

  /** Writes the rows and gives those that are refused; throws what the job fails with. */
  public List<Object[]> run(Cluster cluster, List<Object[]> rows) throws Exception {
    return RunningJob.all(
        sink(cluster.environment(1).fromSequence(0, rows.size() - 1), rows, null).refused());
  }

  /**
   * As {@link #run}, with a failure in the midst after which the job goes on from its checkpoint.
   *
   * @param marker a file that does not exist yet; it does when the job has failed
   */
  public List<Object[]> runFailingOnce(
      Cluster cluster, List<Object[]> rows, Path marker, int rowsBeforeFailure) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "3");
    configuration.setString("restart-strategy.fixed-delay.delay", "10ms");
    configuration.setString("execution.checkpointing.interval", "50ms");
    StreamExecutionEnvironment environment = cluster.environment(1, configuration);
    // However fast the sink is, a checkpoint comes before the rows behind which the job fails.
    int atOnce = Math.max(1, (rows.size() - rowsBeforeFailure) / 2);
    DataStream<Long> numbers =
        environment.fromSource(
            new DataGeneratorSource<>(
                number -> number,
                rows.size(),
                RateLimiterStrategy.perCheckpoint(atOnce),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers");
    return RunningJob.all(sink(numbers, rows, new FailsOnce(marker, rowsBeforeFailure)).refused());
  }

  private RefusingSink sink(
      DataStream<Long> numbers, List<Object[]> rows, @Nullable FailsOnce failure) {
    ArrayList<Object[]> all = new ArrayList<>(rows);
    boolean changing = changes != ChangeMode.APPEND;
    TypeInformation<Object[]> rowType =
        changing ? RowTypeInformation.changing(type) : RowTypeInformation.of(type);
    DataStream<Object[]> stream = numbers.map(new RowOf(all)).returns(rowType);
    if (failure != null) {
      stream = stream.map(failure).returns(rowType);
    }
    SinkContext built = context.changes(changes).build();
    RefusingSink sink = (RefusingSink) connector.asSink().orElseThrow().sink(built, stream);
    sink.uid("out");
    return sink;
  }

  /** The row of a number. */
  private static final class RowOf implements MapFunction<Long, Object[]> {
    private static final long serialVersionUID = 1;

    private final ArrayList<Object[]> rows;

    RowOf(ArrayList<Object[]> rows) {
      this.rows = rows;
    }

    @Override
    public Object[] map(Long number) {
      return rows.get(Math.toIntExact(number));
    }
  }
}
