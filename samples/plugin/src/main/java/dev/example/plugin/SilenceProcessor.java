// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

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

/**
 * The operator {@code silence}: what has not been heard of for a while. Rows pass with the time
 * since the one before; a key that falls silent is told in the output {@code silent}.
 */
public final class SilenceProcessor implements Processor {
  static final Option<Duration> AFTER =
      Option.duration("after", "How long nothing comes before it counts as silence.")
          .required()
          .example("5m");

  /** An expression arrives compiled: see {@link SilenceProcess#open}. */
  static final Option<String> SUM =
      Option.expression("sum", Result.NUMBER, "What is added up until then.")
          .required()
          .example("amount");

  static final String SILENT = "silent";

  /** What is kept of a key: when its last row was, and the sum. */
  static final String HEARD = "heard";

  @Override
  public ProcessorDescriptor descriptor() {
    return ProcessorDescriptor.of(
        "silence",
        "What has not been heard of for a while.",
        Shape.object(AFTER, SUM),
        "{after: 5m, sum: amount}");
  }

  @Override
  public List<Objection> check(ProcessUse use) {
    return use.options().get(AFTER).isZero()
        ? List.of(
            Objection.of(
                AFTER.name(), "nothing is silent for no time", "write a time such as `after: 5m`"))
        : List.of();
  }

  @Override
  public ProcessLayout layout(ProcessUse use) {
    List<Field> rows = new ArrayList<>(use.input().fields());
    rows.add(Field.of("since", DataType.of(TypeKind.BIGINT)));
    List<Field> silent = new ArrayList<>();
    for (String key : use.keys()) {
      silent.add(use.input().field(use.input().indexOf(key)));
    }
    silent.add(Field.of("last", DataType.timestampLtz().notNull()));
    silent.add(Field.of("total", DataType.of(TypeKind.DOUBLE)));
    return ProcessLayout.of(RowType.of(rows))
        .output(SILENT, RowType.of(silent))
        .keeps(
            DeclaredState.value(
                    HEARD,
                    RowType.of(
                        Field.of("last", DataType.timestampLtz().notNull()),
                        Field.of("total", DataType.of(TypeKind.DOUBLE))))
                .of(SUM))
        .eventTimers();
  }

  @Override
  public RowProcess process(ProcessUse use) {
    return new SilenceProcess(use.keys().size(), use.options().get(AFTER).toMillis());
  }
}
