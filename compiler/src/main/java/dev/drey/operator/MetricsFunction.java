// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import dev.drey.expression.calc.GeneratedCalc;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Passes rows on and shows metrics of them. A value that is NULL leaves its metric as it is. The
 * metrics of a subtask start anew with it.
 *
 * <p>They stand in the group {@code kinesisanalytics}, which is what the managed service brings to
 * CloudWatch, with the stream's name as the dimension {@code stream}.
 */
public final class MetricsFunction extends RichMapFunction<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private static final String SERVICE_GROUP = "kinesisanalytics";

  /** The values of which a histogram is made. */
  private static final int LATEST = 1_000;

  private final String stream;
  private final GeneratedCalc values;
  private final List<Registration> registrations;
  private transient Sample @Nullable [] samples;

  private MetricsFunction(String stream, GeneratedCalc values, List<Registration> registrations) {
    this.stream = stream;
    this.values = values;
    this.registrations = registrations;
  }

  /**
   * @param values the values of the metrics, in the order in which these are added: BOOLEAN for a
   *     count, DOUBLE for a mean, BIGINT for a histogram
   */
  public static Builder of(String stream, GeneratedCalc values) {
    return new Builder(stream, values);
  }

  @Override
  public void open(OpenContext context) {
    values.open();
    MetricGroup group =
        getRuntimeContext().getMetricGroup().addGroup(SERVICE_GROUP).addGroup("stream", stream);
    samples = registrations.stream().map(each -> each.apply(group)).toArray(Sample[]::new);
  }

  @Override
  public Object[] map(Object[] row) {
    Object[] taken;
    try {
      taken = requireNonNull(values.apply(row));
    } catch (RuntimeException failure) {
      throw new StreamException(stream, failure);
    }
    Sample[] open = requireNonNull(samples);
    for (int i = 0; i < open.length; i++) {
      if (taken[i] != null) {
        open[i].take(taken[i]);
      }
    }
    return row;
  }

  /** A metric that takes values. */
  private interface Sample {
    void take(Object value);
  }

  /** Makes a metric in a group. */
  private interface Registration extends Function<MetricGroup, Sample>, Serializable {}

  /** A mean in which a value counts the less the older it is; with decay 1 the last value. */
  private static final class Mean implements Sample, Gauge<Double> {
    private final double decay;
    // Written by the task, read by reporters.
    private volatile double mean = Double.NaN;

    Mean(double decay) {
      this.decay = decay;
    }

    @Override
    public void take(Object value) {
      double newest = (Double) value;
      double before = mean;
      mean = Double.isNaN(before) ? newest : before + decay * (newest - before);
    }

    @Override
    public Double getValue() {
      return mean;
    }
  }

  /** Adds the metrics in the order of their values. */
  public static final class Builder {
    private final String stream;
    private final GeneratedCalc values;
    private final List<Registration> registrations = new ArrayList<>();

    private Builder(String stream, GeneratedCalc values) {
      this.stream = stream;
      this.values = values;
    }

    /** The rows for which the value is TRUE. */
    public Builder count(String name) {
      registrations.add(
          group -> {
            Counter counter = group.counter(name);
            return value -> {
              if ((Boolean) value) {
                counter.inc();
              }
            };
          });
      return this;
    }

    /**
     * A gauge; not a number before the first value.
     *
     * @param decay the weight of the newest value, above 0; with 1 it is the last value
     */
    public Builder mean(String name, double decay) {
      registrations.add(group -> group.gauge(name, new Mean(decay)));
      return this;
    }

    /** The distribution of the latest 1,000 values. */
    public Builder histogram(String name) {
      registrations.add(
          group -> {
            Histogram histogram = group.histogram(name, new DescriptiveStatisticsHistogram(LATEST));
            return value -> histogram.update((Long) value);
          });
      return this;
    }

    public MetricsFunction build() {
      return new MetricsFunction(stream, values, new ArrayList<>(registrations));
    }
  }
}
