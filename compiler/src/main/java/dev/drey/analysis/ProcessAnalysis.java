// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expression;
import dev.drey.expression.value.Hidden;
import dev.drey.model.NamedText;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.plan.ProcessNode;
import dev.drey.plan.Role;
import dev.drey.process.Clock;
import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessUse;
import dev.drey.process.Processor;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operator of a plug-in over the rows of a stream: the columns by which it goes, which are
 * computed before it where they are expressions, and what the plug-in makes of that.
 */
final class ProcessAnalysis {
  private final AnalysisContext context;
  private final ConnectorChecks options;

  ProcessAnalysis(AnalysisContext context) {
    this.context = context;
    this.options = new ConnectorChecks(context);
  }

  Flow analyze(StreamSpec stream, ProcessSpec process, Flow input) {
    Optional<Processor> processor = context.catalog().processor(process.operator().name().text());
    if (processor.isEmpty() && !stream.inDoubt().contains(ProcessOperation.KEY)) {
      context.report(
          Diagnostic.at(
                  TypeCodes.PROCESS_USE,
                  process.operator().name().span(),
                  "`process` names no operator, and no plug-in here has one")
              .help(
                  "put the plug-in's JAR into the folder `plugins` beside `drey`, and build a"
                      + " launcher with it: `-Dplugin.group=... -Dplugin.artifact=..."
                      + " -Dplugin.version=...`"));
    }
    Optional<KeyedRows> keyed = KeyedRows.of(stream, input, context);
    Optional<Flow> made =
        processor.isPresent() && keyed.isPresent()
            ? made(stream, process, keyed.get(), processor.get())
            : Optional.empty();
    if (made.isEmpty()) {
      // What it would make is not known: nothing that reads it is reported.
      process.to().stream()
          .flatMap(output -> output.text().stream())
          .forEach(name -> context.name(name, Flow.unknown()));
    }
    return made.orElseGet(Flow::unknown);
  }

  private Optional<Flow> made(
      StreamSpec stream, ProcessSpec process, KeyedRows keyed, Processor processor) {
    Flow input = keyed.flow();
    Shape shape = processor.descriptor().options();
    options.check(process.operator(), shape, Columns.of(input.rowType(), input.hidden()));
    Map<String, Expression> expressions =
        OptionExpressions.of(process.operator(), shape, input, context);
    boolean whole =
        process.operator().complete()
            && input.hidden().isNone()
            && expressions.size() == OptionExpressions.count(process.operator(), shape);
    if (!whole) {
      return Optional.empty();
    }
    ProcessUse use =
        ProcessUse.of(
            stream.name().text(),
            ProcessNode.hidden(process.operator().options()),
            input.rowType(),
            keyed.names());
    Optional<ProcessLayout> layout =
        new ProcessChecks(context, options).layout(process, processor, use);
    if (layout.isEmpty() || !fits(stream, process, layout.get(), input)) {
      return Optional.empty();
    }
    List<String> taken = taken(process, layout.get());
    String id = Role.ofOperation(ProcessOperation.KEY, stream.name().text());
    ProcessNode node =
        ProcessNode.builder()
            .id(id)
            .name(stream.name().text())
            .input(input.port())
            .processor(processor.descriptor().name())
            .options(process.operator().options())
            .expressions(expressions)
            .keys(keyed.positions())
            .inputType(input.rowType())
            .layout(layout.get())
            .taken(taken)
            .build();
    context.add(node);
    for (NamedText output : process.to()) {
      String name = output.name().text();
      Flow rows =
          taken.contains(name)
              ? input.through(Port.of(id, name), node.rowType(name)).withHidden(Hidden.none())
              : Flow.unknown();
      output.text().ifPresent(to -> context.name(to, rows));
    }
    return Optional.of(
        input.through(Port.out(id), layout.get().rowType()).withHidden(Hidden.none()));
  }

  /** Whether the rows have what the operator goes by; where not, that is reported. */
  private boolean fits(StreamSpec stream, ProcessSpec process, ProcessLayout layout, Flow input) {
    LocatedText name = process.operator().name();
    boolean fits = true;
    if (layout.needsKey() && stream.keyBy().isEmpty()) {
      fits = false;
      context.report(
          Diagnostic.at(
                  TypeCodes.PROCESS_KEY,
                  name.span(),
                  "`"
                      + name.text()
                      + "` keeps "
                      + (layout.states().isEmpty() ? "times" : "state")
                      + " by key, and this stream has no `keyBy`")
              .label("goes by key")
              .help("add `keyBy: [COLUMN]`"));
    }
    if (layout.eventTime()) {
      EventTimeChecks events =
          new EventTimeChecks(
              context,
              EventTimeUse.builder()
                  .place(name.span())
                  .title("`" + name.text() + "`")
                  .never("is never called for a time that it waits for")
                  .toLate("is called for no time that it waits for")
                  .helpLate("write `process` in a stream before the window")
                  .helpNoTime("")
                  .build());
      fits &= events.check(stream, input.time());
      if (layout.clocks().contains(Clock.EVENT)) {
        events.warnOfStallers(input.time());
      }
    }
    return fits;
  }

  /** The outputs that become streams; one that there is not is reported. */
  private List<String> taken(ProcessSpec process, ProcessLayout layout) {
    List<String> taken = new ArrayList<>();
    for (NamedText output : process.to()) {
      LocatedText name = output.name();
      if (layout.outputs().containsKey(name.text())) {
        taken.add(name.text());
        continue;
      }
      List<String> known = List.copyOf(layout.outputs().keySet());
      context.report(
          Diagnostic.at(
                  TypeCodes.PROCESS_OUTPUT,
                  name.span(),
                  "`" + process.operator().name().text() + "` has no output `" + name.text() + "`")
              .label("not an output")
              .help(
                  DidYouMean.help(name.text(), known)
                      .orElse(
                          known.isEmpty()
                              ? "remove it: the stream itself has all rows"
                              : "its outputs are " + String.join(", ", known))));
    }
    return taken;
  }
}
