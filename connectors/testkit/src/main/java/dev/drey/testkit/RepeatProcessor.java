// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessTask;
import dev.drey.process.ProcessUse;
import dev.drey.process.Processing;
import dev.drey.process.Processor;
import dev.drey.process.ProcessorDescriptor;
import dev.drey.process.RowProcess;
import dev.drey.row.RowFunction;
import dev.drey.shape.Option;
import dev.drey.shape.Result;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator {@code repeat}, which needs no key: each row as many times as it says. */
public final class RepeatProcessor implements Processor {
  private static final Option<String> TIMES =
      Option.expression("times", Result.INTEGER, "How often.").required().example("2");
  private static final String NEVER = "never";

  @Override
  public ProcessorDescriptor descriptor() {
    return ProcessorDescriptor.of(
        "repeat", "Each row as many times as it says.", Shape.object(TIMES), "{times: 2}");
  }

  @Override
  public ProcessLayout layout(ProcessUse use) {
    List<Field> fields = new ArrayList<>(use.input().fields());
    fields.add(Field.of("copy", DataType.of(TypeKind.INT).notNull()));
    return ProcessLayout.of(RowType.of(fields)).output(NEVER, use.input());
  }

  @Override
  public RowProcess process(ProcessUse use) {
    return new Repeat();
  }

  private static final class Repeat implements RowProcess {
    private static final long serialVersionUID = 1;

    private transient @Nullable RowFunction times;

    @Override
    public void open(ProcessTask task) {
      times = task.expression(TIMES);
    }

    @Override
    public void row(Object[] row, Processing now) {
      Number wanted = times == null ? null : (Number) times.apply(row);
      int copies = wanted == null ? 0 : wanted.intValue();
      if (copies == 0) {
        now.emit(NEVER, row);
      }
      for (int copy = 0; copy < copies; copy++) {
        Object[] repeated = Arrays.copyOf(row, row.length + 1);
        repeated[row.length] = copy;
        now.emit(repeated);
      }
    }
  }
}
