// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.EnabledSpec;
import dev.drey.model.OperationSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.plan.PlanNode;
import dev.drey.plan.Port;
import dev.drey.plan.Rewrite;
import dev.drey.plan.Role;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a spec that are no part of the job. All of a spec is analysed, whatever is enabled,
 * so that no value of a parameter brings up an error that another one hides; then the plan loses
 * what is off. Of several inputs the others are left; what reads one alone must be off with it.
 */
final class EnabledParts {
  private final PipelineSpec spec;
  private final NameTable names;

  /** By the owner of a name, as {@link Declaration#owner} has it. */
  private final Map<String, EnabledSpec> conditions = new HashMap<>();

  EnabledParts(PipelineSpec spec, NameTable names) {
    this.spec = spec;
    this.names = names;
    for (SourceSpec source : spec.sources()) {
      source.enabled().ifPresent(each -> conditions.putIfAbsent(source.name().text(), each));
    }
    for (StreamSpec stream : spec.streams()) {
      stream.enabled().ifPresent(each -> conditions.putIfAbsent(stream.name().text(), each));
    }
    for (SinkSpec sink : spec.sinks()) {
      String owner = Declaration.ownerOfSink(sink.name());
      sink.enabled().ifPresent(each -> conditions.putIfAbsent(owner, each));
    }
  }

  /** Reports who reads what some value of a parameter takes away, and stays itself. */
  void check(Diagnostics diagnostics) {
    for (StreamSpec stream : spec.streams()) {
      if (stream.from().isPresent()) {
        alone(stream.enabled(), stream.from().get(), diagnostics);
      }
      stream.operations().stream()
          .filter(OperationSpec::hasSides)
          .flatMap(operation -> operation.inputs().stream())
          .forEach(side -> alone(stream.enabled(), side, diagnostics));
      anyOf(stream.enabled(), together(stream), diagnostics);
    }
    spec.sinks().forEach(sink -> anyOf(sink.enabled(), sink.from(), diagnostics));
  }

  private static List<LocatedText> together(StreamSpec stream) {
    return stream.operation(UnionSpec.class).map(UnionSpec::inputs).orElse(List.of());
  }

  private Optional<EnabledSpec> condition(LocatedText name) {
    return names
        .find(name.text())
        .map(Declaration::owner)
        .flatMap(owner -> Optional.ofNullable(conditions.get(owner)));
  }

  private void alone(Optional<EnabledSpec> reader, LocatedText input, Diagnostics diagnostics) {
    condition(input)
        .filter(each -> EnabledSpec.mayBeOnWithout(reader, Optional.of(each)))
        .ifPresent(each -> diagnostics.add(leftAlone(input, each)));
  }

  private void anyOf(
      Optional<EnabledSpec> reader, List<LocatedText> inputs, Diagnostics diagnostics) {
    boolean sure =
        EnabledSpec.oneIsOn(inputs.stream().map(this::condition).collect(Collectors.toList()))
            || inputs.stream()
                .anyMatch(input -> !EnabledSpec.mayBeOnWithout(reader, condition(input)));
    if (!sure) {
      inputs.forEach(input -> alone(reader, input, diagnostics));
    }
  }

  private Diagnostic leftAlone(LocatedText input, EnabledSpec condition) {
    String why =
        condition
            .condition()
            .map(each -> "`" + each.param() + "` can take out of the job")
            .orElse("is no part of the job");
    String subject = "this reads `" + input.text() + "`, which " + why;
    return Diagnostic.at(TypeCodes.MAY_BE_DISABLED, input.span(), subject)
        .label("then nothing would come from here")
        .and(condition.place().span(), "the reason")
        .help("write `" + condition.written() + "` beside this, too")
        .build();
  }

  /** The plan without what is off. */
  LogicalPlan apply(LogicalPlan plan) {
    Set<String> off =
        conditions.entrySet().stream()
            .filter(each -> !each.getValue().isOn())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return off.isEmpty() ? plan : without(off, plan);
  }

  private LogicalPlan without(Set<String> off, LogicalPlan plan) {
    Map<String, Port> streams = new LinkedHashMap<>(plan.streams());
    streams.keySet().removeIf(name -> isOff(name, off));
    Map<String, List<LocatedText>> inputs = inputsById(off);
    Set<String> alive = new HashSet<>();
    streams.values().forEach(port -> alive.add(port.node()));
    List<PlanNode> kept = new ArrayList<>();
    List<Rewrite> done = new ArrayList<>();
    List<PlanNode> nodes = new ArrayList<>(plan.nodes());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      boolean written = node.promise().isPresent() && inputs.containsKey(node.id());
      if (written || alive.contains(node.id())) {
        PlanNode left = withoutOff(node, inputs.get(node.id()), off);
        left.inputs().forEach(input -> alive.add(input.node()));
        kept.add(0, left);
      } else {
        done.add(0, Rewrite.of("Enabled", node.id(), "left out: it is not enabled"));
      }
    }
    return plan.rewritten(kept, streams, done);
  }

  private boolean isOff(String name, Set<String> off) {
    return names.find(name).map(Declaration::owner).filter(off::contains).isPresent();
  }

  /** What the spec says of the inputs of those operators that have several, if they are on. */
  private Map<String, List<LocatedText>> inputsById(Set<String> off) {
    Map<String, List<LocatedText>> inputs = new HashMap<>();
    for (StreamSpec stream : spec.streams()) {
      if (!together(stream).isEmpty()) {
        inputs.put(Role.ofOperation("union", stream.name().text()), together(stream));
      }
    }
    for (SinkSpec sink : spec.sinks()) {
      if (!off.contains(Declaration.ownerOfSink(sink.name()))) {
        inputs.put(Role.SINK.id(sink.name().text()), sink.from());
      }
    }
    return inputs;
  }

  private PlanNode withoutOff(PlanNode node, @Nullable List<LocatedText> written, Set<String> off) {
    if (written == null) {
      return node;
    }
    List<Port> left = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if (!isOff(written.get(i).text(), off)) {
        left.add(node.inputs().get(i));
      }
    }
    return node.withInputs(left);
  }
}
