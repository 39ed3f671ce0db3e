// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.CompileResult;
import dev.drey.model.EnabledSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.LookupNode;
import dev.drey.plan.SourceNode;
import dev.drey.source.LocatedText;
import dev.drey.type.RowType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a test can name of a pipeline: sources to send to, streams and sinks to look at. */
final class PipelineNames {
  private final Map<String, SourceNode> sources = new TreeMap<>();
  private final Map<String, LookupNode> lookups = new TreeMap<>();
  private final Map<String, RowType> observable = new TreeMap<>();
  private final Set<String> unread = new TreeSet<>();
  private final Set<String> all = new TreeSet<>();
  private final Map<String, EnabledSpec> disabled = new TreeMap<>();
  private final LogicalPlan plan;

  private PipelineNames(PipelineSpec spec, LogicalPlan plan) {
    this.plan = plan;
    plan.sources().forEach(source -> sources.put(source.name(), source));
    plan.nodes().stream()
        .filter(LookupNode.class::isInstance)
        .forEach(lookup -> lookups.put(lookup.name(), (LookupNode) lookup));
    plan.sinks().forEach(sink -> observable.put(sink.name(), sink.rowType()));
    // A stream and a sink may have one name; the stream is meant.
    plan.streams()
        .forEach((name, port) -> observable.put(name, plan.node(port.node()).rowType(port.port())));
    all.addAll(observable.keySet());
    addNames(spec);
    spec.sources().stream()
        .map(source -> source.name().text())
        .filter(name -> !sources.containsKey(name) && !disabled.containsKey(name))
        .forEach(unread::add);
  }

  /** What the spec gives a name and the plan leaves out where nothing reads it, or it is off. */
  private void addNames(PipelineSpec spec) {
    for (SourceSpec source : spec.sources()) {
      add(source.name(), source.enabled());
      source.onError().to().ifPresent(bad -> add(bad, source.enabled()));
    }
    for (StreamSpec stream : spec.streams()) {
      if (stream.carriesRows()) {
        add(stream.name(), stream.enabled());
      }
      stream.makes().forEach(made -> add(made.name(), stream.enabled()));
    }
    for (SinkSpec sink : spec.sinks()) {
      sink.enabled().filter(each -> !each.isOn()).ifPresent(each -> off(sink.name(), each));
    }
  }

  private void add(LocatedText name, Optional<EnabledSpec> enabled) {
    if (enabled.map(EnabledSpec::isOn).orElse(true)) {
      all.add(name.text());
    } else {
      off(name, enabled.get());
    }
  }

  /** A stream and a sink may have one name, of which one is there. */
  private void off(LocatedText name, EnabledSpec enabled) {
    if (!observable.containsKey(name.text())) {
      disabled.put(name.text(), enabled);
    }
  }

  /** Of a compilation without errors. */
  static PipelineNames of(CompileResult compiled) {
    return new PipelineNames(compiled.spec().orElseThrow(), compiled.plan().orElseThrow());
  }

  int maxParallelism() {
    return plan.runtime().maxParallelism();
  }

  LogicalPlan plan() {
    return plan;
  }

  /** By name, those that the plan reads. */
  Map<String, SourceNode> sources() {
    return sources;
  }

  /** By the name of their stream, those that the plan has. */
  Map<String, LookupNode> lookups() {
    return lookups;
  }

  /** The columns of each stream and sink by name. */
  Map<String, RowType> observable() {
    return observable;
  }

  /** The names of all streams and sinks, those too that nothing reads. */
  Set<String> all() {
    return all;
  }

  /** Sources of the spec that the plan does not read, as nothing uses them. */
  Set<String> unread() {
    return unread;
  }

  /** What is no part of the job with the test's parameters, and why. */
  Map<String, EnabledSpec> disabled() {
    return disabled;
  }
}
