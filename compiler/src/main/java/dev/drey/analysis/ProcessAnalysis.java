// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.expression.value.Expected;
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
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An operator of a plug-in over the rows of a stream: the columns by which it goes, which are
 * computed before it where they are expressions, and what the plug-in makes of that.
 */
final class ProcessAnalysis {
  private final AnalysisContext context;
  private final RowSteps rows;
  private final KeyChecks keyChecks;
  private final ConnectorChecks options;

  ProcessAnalysis(AnalysisContext context) {
    this.context = context;
    this.rows = new RowSteps(context);
    this.keyChecks = new KeyChecks(context);
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
    Optional<Keyed> keyed = keyed(stream, input);
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
      StreamSpec stream, ProcessSpec process, Keyed keyed, Processor processor) {
    Flow input = keyed.flow;
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
            .keys(keyed.positions)
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

  /** The rows with the columns by which they go; empty where one of these is not known. */
  private Optional<Keyed> keyed(StreamSpec stream, Flow input) {
    if (stream.inDoubt().contains("keyBy")) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>(input.rowType().fields());
    List<Expression> kept = context.identity(input.rowType());
    List<Integer> positions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean right = true;
    for (NamedText key : stream.keyBy()) {
      Optional<Integer> position = position(key, input, fields, kept);
      right &= position.isPresent();
      if (position.isPresent()) {
        keyChecks.check(key.name(), fields.get(position.get()).type());
        if (names.add(key.name().text())) {
          positions.add(position.get());
        } else {
          right = false;
          context.report(
              Diagnostic.at(
                      TypeCodes.COLUMN_TWICE,
                      key.name().span(),
                      "`" + key.name().text() + "` is in this list twice")
                  .label("the second one")
                  .help("remove one of the two"));
        }
      }
    }
    if (!right) {
      return Optional.empty();
    }
    Flow flow =
        fields.size() == input.rowType().size()
            ? input
            : context.calc(Role.GROUP, stream.name(), input, kept, RowType.of(fields));
    return Optional.of(new Keyed(flow, positions));
  }

  private Optional<Integer> position(
      NamedText key, Flow input, List<Field> fields, List<Expression> kept) {
    if (key.text().isEmpty()) {
      return context.columnOrNamed(key.name(), input.rowType(), input.hidden());
    }
    Optional<Expression> value = context.scalar(key.text().get(), input, Expected.ANY);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean same =
        value.get().isColumn()
            && input.rowType().field(value.get().column()).name().equals(key.name().text());
    if (same) {
      return Optional.of(value.get().column());
    }
    if (!rows.isFree(key.name(), RowType.of(fields), "keyBy")) {
      return Optional.empty();
    }
    fields.add(Field.of(key.name().text(), value.get().type()));
    kept.add(value.get());
    return Optional.of(fields.size() - 1);
  }

  /** Rows, and the columns by which they go. */
  private static final class Keyed {
    private final Flow flow;
    private final List<Integer> positions;

    private Keyed(Flow flow, List<Integer> positions) {
      this.flow = flow;
      this.positions = positions;
    }

    private List<String> names() {
      return positions.stream()
          .map(position -> flow.rowType().field(position).name())
          .collect(Collectors.toList());
    }
  }
}
