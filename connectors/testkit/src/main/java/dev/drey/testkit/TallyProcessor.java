// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.process.DeclaredState;
import dev.drey.process.Objection;
import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessUse;
import dev.drey.process.Processor;
import dev.drey.process.ProcessorDescriptor;
import dev.drey.process.RowProcess;
import dev.drey.shape.Option;
import dev.drey.shape.Result;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The operator {@code tally}, with all that a plug-in can have: state of one row and of several,
 * timers on both clocks, further outputs, options that are expressions, columns and secrets, and
 * faults on demand.
 */
public final class TallyProcessor implements Processor {
  static final Option<String> SUM =
      Option.expression("sum", Result.NUMBER, "What is added up.").required().example("amount");
  static final Option<String> AS =
      Option.choice("as", List.of("INT", "BIGINT", "DOUBLE"), "The type of the sum.")
          .orElse("BIGINT")
          .example("DOUBLE");
  static final Option<String> BY =
      Option.text("by", "A column: each of its values is counted apart.").example("country");
  static final Option<Duration> AFTER =
      Option.duration("after", "How long in event time after its last row a key is told of.")
          .example("1m");
  static final Option<Duration> EVERY =
      Option.duration("every", "How long after its first row a key is told of, by the clock.")
          .example("10s");
  static final Option<String> UNITS =
      Option.text("units", "In what is counted: a sum in others is another.")
          .orElse("pieces")
          .example("cents");
  static final Option<String> TOKEN = Option.text("token", "A secret.").secret().example("x");
  static final Option<String> FAULT =
      Option.choice(
              "fault",
              List.of(
                  "none", "check", "layout", "reads", "open", "row", "type", "output", "clock",
                  "keeps", "wraps"),
              "Where it fails.")
          .orElse("none")
          .example("row");

  static final String TALLY = "tally";
  static final String PARTS = "parts";
  static final String QUIET = "quiet";

  @Override
  public ProcessorDescriptor descriptor() {
    return ProcessorDescriptor.of(
        "tally",
        "Adds up by key.",
        Shape.object(SUM, AS, BY, AFTER, EVERY, UNITS, TOKEN, FAULT),
        "{sum: amount}");
  }

  static TypeKind kind(ProcessUse use) {
    return TypeKind.valueOf(use.options().get(AS).toUpperCase(Locale.ROOT));
  }

  @Override
  public List<Objection> check(ProcessUse use) {
    if (use.options().get(FAULT).equals("check")) {
      throw new IllegalStateException("as it was told to");
    }
    boolean known = use.options().find(BY).map(use.input()::contains).orElse(true);
    return known
        ? List.of()
        : List.of(
            Objection.of(
                BY.name(),
                "`" + use.options().get(BY) + "` is no column to count by",
                "name one of " + RowType.listed(use.input().names())));
  }

  @Override
  public ProcessLayout layout(ProcessUse use) {
    DataType number = DataType.of(kind(use));
    List<Field> fields = new ArrayList<>(keys(use));
    fields.add(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));
    fields.add(Field.of("total", number));
    List<Field> part = new ArrayList<>(keys(use));
    part.add(Field.of("part", DataType.string()));
    part.add(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));
    List<DeclaredState> states = new ArrayList<>();
    states.add(
        DeclaredState.value(
                TALLY,
                RowType.of(
                    Field.of("n", DataType.of(TypeKind.BIGINT).notNull()),
                    Field.of("total", number),
                    Field.of("last", DataType.timestampLtz())))
            .of(SUM)
            .means("in " + use.options().get(UNITS)));
    use.options().find(BY).ifPresent(by -> states.add(parts(use, by)));
    String fault = use.options().get(FAULT);
    if (fault.equals("layout")) {
      throw new IllegalStateException("as it was told to");
    }
    ProcessLayout layout =
        ProcessLayout.of(RowType.of(fields))
            .output(fault.equals("reads") ? "out" : QUIET, RowType.of(part))
            .keeps(states.toArray(new DeclaredState[0]))
            .reads(use.options().find(BY).stream().toArray(String[]::new));
    if (use.options().has(AFTER)) {
      layout = layout.eventTimers();
    }
    return use.options().has(EVERY) ? layout.clockTimers() : layout;
  }

  private static DeclaredState parts(ProcessUse use, String by) {
    DataType type = use.input().field(use.input().indexOf(by)).type();
    return DeclaredState.map(
            PARTS,
            RowType.of(Field.of("part", type)),
            RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull())))
        .of(BY);
  }

  private static List<Field> keys(ProcessUse use) {
    List<Field> keys = new ArrayList<>();
    use.keys().forEach(key -> keys.add(use.input().field(use.input().indexOf(key))));
    return keys;
  }

  @Override
  public RowProcess process(ProcessUse use) {
    return new TallyProcess(use);
  }
}
