// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.process.Clock;
import dev.drey.process.DeclaredState;
import dev.drey.process.ProcessLayout;
import dev.drey.process.ProcessTask;
import dev.drey.process.RowMap;
import dev.drey.process.RowValue;
import dev.drey.row.RowCheck;
import dev.drey.row.RowFunction;
import dev.drey.row.RowKey;
import dev.drey.row.RowKeyTypeInformation;
import dev.drey.row.RowSerializer;
import dev.drey.shape.Option;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What a layout says, in the form in which it goes to tasks. */
public final class ProcessSetup implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final RowType rowType;
  private final HashMap<String, RowType> outputs;
  private final HashMap<String, RowType> values = new HashMap<>();
  private final HashMap<String, RowType> maps = new HashMap<>();
  private final HashMap<String, RowType> mapKeys = new HashMap<>();
  private final EnumSet<Clock> clocks = EnumSet.noneOf(Clock.class);
  private final HashMap<String, RowFunction> expressions;
  private final boolean timed;

  /**
   * @param name of the operator, for messages
   * @param expressions the options that are some, by path
   * @param timed whether what it makes has event time
   */
  public ProcessSetup(
      String name, ProcessLayout layout, Map<String, RowFunction> expressions, boolean timed) {
    this.name = name;
    this.rowType = layout.rowType();
    this.outputs = new HashMap<>(layout.outputs());
    this.expressions = new HashMap<>(expressions);
    this.timed = timed;
    this.clocks.addAll(layout.clocks());
    for (DeclaredState state : layout.states()) {
      (state.mapKey().isPresent() ? maps : values).put(state.name(), state.columns());
      state.mapKey().ifPresent(key -> mapKeys.put(state.name(), key));
    }
  }

  String name() {
    return name;
  }

  Set<Clock> clocks() {
    return clocks;
  }

  boolean timed() {
    return timed;
  }

  /** Throws where a row is not of the columns of an output, the stream's own without a name. */
  void check(@Nullable String output, Object[] row) {
    RowType type = output == null ? rowType : outputs.get(output);
    if (type == null) {
      throw new IllegalArgumentException("its layout declares no output `" + output + "`");
    }
    RowCheck.row(type, row);
  }

  ProcessTask task(RuntimeContext context) {
    return new Task(context);
  }

  /** As the runtime of one task has it. */
  private final class Task implements ProcessTask {
    private final RuntimeContext context;

    Task(RuntimeContext context) {
      this.context = context;
      expressions.values().forEach(RowFunction::open);
      // What is declared is there from the start, whether it is asked for or not.
      values.keySet().forEach(this::value);
      maps.keySet().forEach(this::map);
    }

    @Override
    public RowValue value(String state) {
      RowSerializer rows = new RowSerializer(declared(values, state, "one row"));
      return new KeptRow(context.getState(new ValueStateDescriptor<>(state, rows)), rows);
    }

    @Override
    public RowMap map(String state) {
      RowSerializer rows = new RowSerializer(declared(maps, state, "rows by key"));
      TypeSerializer<RowKey> keys =
          RowKeyTypeInformation.of(declared(mapKeys, state, "rows by key"))
              .createSerializer(new SerializerConfigImpl());
      return new KeptRows(
          context.getMapState(new MapStateDescriptor<>(state, keys, rows)),
          rows,
          declared(mapKeys, state, "rows by key"));
    }

    @Override
    public RowFunction expression(Option<String> option) {
      RowFunction found = expressions.get(option.name());
      if (found == null) {
        throw new IllegalArgumentException(
            "the spec has no expression `" + option.name() + "` of `" + name + "`");
      }
      return found;
    }

    @Override
    public LongConsumer counter(String metric) {
      return context.getMetricGroup().counter(metric)::inc;
    }
  }

  private static RowType declared(Map<String, RowType> states, String state, String what) {
    RowType found = states.get(state);
    if (found == null) {
      throw new IllegalArgumentException("its layout declares no state `" + state + "` of " + what);
    }
    return found;
  }
}
