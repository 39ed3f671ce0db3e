// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.SourceNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;

/**
 * What Flink counts while a pipeline runs in this process, by the pipeline's sources, sinks and
 * windows. Counts of subtasks that have finished still count. Flink makes its reporters by itself,
 * so they find the figures of their run by its number.
 */
final class RunFigures implements AutoCloseable {
  private static final Map<String, RunFigures> OPEN = new ConcurrentHashMap<>();

  private final String number = UUID.randomUUID().toString();
  private final LogicalPlan plan;
  private final Map<Metric, Place> places = new ConcurrentHashMap<>();
  private final AtomicLong watermark = new AtomicLong(Long.MIN_VALUE);
  private final Consumer<RunFigures> watcher;

  /**
   * @param watcher told each second
   */
  RunFigures(LogicalPlan plan, Consumer<RunFigures> watcher) {
    this.plan = plan;
    this.watcher = watcher;
    OPEN.put(number, this);
  }

  static RunFigures find(String number) {
    RunFigures figures = OPEN.get(number);
    if (figures == null) {
      throw new IllegalStateException("no run " + number);
    }
    return figures;
  }

  String number() {
    return number;
  }

  void added(Metric metric, String name, String operator) {
    places.put(metric, new Place(name, operator));
  }

  void removed(Metric metric) {
    if (metric instanceof Gauge) {
      places.remove(metric);
    }
  }

  void report() {
    watcher.accept(this);
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }

  /** The records that a source has read, bad ones too. */
  long read(PlanNode source) {
    long emitted = count("numRecordsOut", operator(source));
    return source.ports().contains(SourceNode.BAD) ? emitted : emitted + bad(source);
  }

  long bad(PlanNode source) {
    return count("badRecords", operator(source));
  }

  /** What a sink was given, without what its system refused. */
  long written(PlanNode sink) {
    return count("numRecordsIn", sink.id() + ": Writer")
        // A sink that tells what is refused is an operator as others are.
        + count("numRecordsIn", sink.id())
        - count("refusedRecords", sink.id());
  }

  /** The keys for which a lookup has asked; what it knew already is not among them. */
  long asked(PlanNode lookup) {
    return count("lookupMisses", lookup.id());
  }

  /** The rows that came too late for an operator, dropped or set aside. */
  long late(PlanNode node) {
    return count("numLateRecordsDropped", node.id()) + count("numRecordsIn", node.id() + ".late");
  }

  long read() {
    return plan.sources().stream().mapToLong(this::read).sum();
  }

  long bad() {
    return plan.sources().stream().mapToLong(this::bad).sum();
  }

  long written() {
    return plan.sinks().stream().mapToLong(this::written).sum();
  }

  long late() {
    return plan.nodes().stream().mapToLong(this::late).sum();
  }

  /** The furthest that all operators have been at once; it never goes back. */
  OptionalLong watermark() {
    long now =
        gauges("currentOutputWatermark")
            .filter(time -> time < Long.MAX_VALUE)
            .min()
            .orElse(Long.MIN_VALUE);
    long shown = watermark.accumulateAndGet(now, Math::max);
    return shown == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(shown);
  }

  OptionalLong checkpoints() {
    return gauges("numberOfCompletedCheckpoints").max();
  }

  private static String operator(PlanNode source) {
    return "Source: " + source.id();
  }

  private long count(String name, String operator) {
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().is(name, operator))
        .map(Map.Entry::getKey)
        .filter(Counter.class::isInstance)
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }

  private LongStream gauges(String name) {
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().name.equals(name))
        .map(Map.Entry::getKey)
        .filter(Gauge.class::isInstance)
        .map(metric -> ((Gauge<?>) metric).getValue())
        .filter(Number.class::isInstance)
        .mapToLong(value -> ((Number) value).longValue());
  }

  /** A metric's name and its operator's. */
  private static final class Place {
    private final String name;
    private final String operator;

    Place(String name, String operator) {
      this.name = name;
      this.operator = operator;
    }

    boolean is(String otherName, String otherOperator) {
      return name.equals(otherName) && operator.equals(otherOperator);
    }
  }
}
