// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Finding;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.plan.PlanNode;
import dev.drey.process.DeclaredState;
import dev.drey.process.Objection;
import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessUse;
import dev.drey.process.Processor;
import dev.drey.shape.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a plug-in about a use of its operator. What it says wrongly is told as its fault. */
final class ProcessChecks {
  private final AnalysisContext context;
  private final ConnectorChecks options;

  ProcessChecks(AnalysisContext context, ConnectorChecks options) {
    this.context = context;
    this.options = options;
  }

  /** Empty where it objects, or fails; both are reported. */
  Optional<ProcessLayout> layout(ProcessSpec process, Processor processor, ProcessUse use) {
    try {
      List<Objection> objections = processor.check(use);
      objections.forEach(each -> options.report(finding(each), process.operator()));
      if (!objections.isEmpty()) {
        return Optional.empty();
      }
      ProcessLayout layout = processor.layout(use);
      Optional<String> fault = fault(layout, use, processor);
      fault.ifPresent(words -> failed(process, processor, words));
      return fault.isPresent() ? Optional.empty() : Optional.of(layout);
    } catch (RuntimeException | LinkageError failure) {
      failed(process, processor, failure.toString());
      return Optional.empty();
    }
  }

  private static Finding finding(Objection objection) {
    return Finding.of(
        TypeCodes.PROCESS_USE, objection.option(), objection.message(), objection.help());
  }

  private void failed(ProcessSpec process, Processor processor, String words) {
    context.report(
        Diagnostic.at(
                TypeCodes.PROCESS_FAILED,
                process.operator().name().span(),
                "the plug-in of `"
                    + process.operator().name().text()
                    + "` fails, in "
                    + processor.getClass().getName()
                    + ": "
                    + words)
            .label("of this plug-in")
            .help("ask its author, with this message and the spec"));
  }

  /** What a layout says that cannot be. */
  private static Optional<String> fault(ProcessLayout layout, ProcessUse use, Processor processor) {
    Set<String> options =
        processor.descriptor().options().keys().stream().map(Key::name).collect(Collectors.toSet());
    if (layout.outputs().containsKey(PlanNode.OUT)) {
      return Optional.of("no further output can be called `" + PlanNode.OUT + "`");
    }
    for (String column : layout.reads().orElse(Set.of())) {
      if (!use.input().contains(column)) {
        return Optional.of("it reads a column `" + column + "`, which is none of the input");
      }
    }
    Set<String> names = new HashSet<>();
    for (DeclaredState state : layout.states()) {
      if (!names.add(state.name())) {
        return Optional.of("it has two states called `" + state.name() + "`");
      }
      for (String option : state.options()) {
        if (!options.contains(option)) {
          return Optional.of(
              "its state `" + state.name() + "` is of an option `" + option + "`, which is none");
        }
      }
    }
    return Optional.empty();
  }
}
