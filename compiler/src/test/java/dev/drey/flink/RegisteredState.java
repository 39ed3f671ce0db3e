// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.row.RowSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.SinkTransformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.apache.flink.streaming.runtime.streamrecord.StreamElementSerializer;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of a graph register as state, each started as a task starts it and asked for a
 * snapshot: a line a state with its uid, name, kind, and the types of key and value.
 */
final class RegisteredState {
  private static final int MAX_PARALLELISM = 16;
  private static final String TIMERS = "_timer_state/";
  private static final Set<String> TIMES = Set.of("event_", "processing_");

  /** What holds no operator, and the ends, whose state is the connectors'. */
  private static final List<Class<?>> WITHOUT =
      List.of(
          PartitionTransformation.class,
          SideOutputTransformation.class,
          UnionTransformation.class,
          SourceTransformation.class,
          SinkTransformation.class);

  /** What Flink's planner makes of a query: what it keeps, nobody else knows. */
  private static final Pattern OF_FLINK_SQL = Pattern.compile("\\w+\\.sql\\.[A-Z].*");

  private RegisteredState() {}

  static List<String> of(List<Transformation<?>> ends) throws Exception {
    Set<Transformation<?>> all = new LinkedHashSet<>();
    ends.forEach(end -> all.addAll(end.getTransitivePredecessors()));
    List<String> registered = new ArrayList<>();
    for (Transformation<?> each : all) {
      if (each.getUid() != null && OF_FLINK_SQL.matcher(each.getUid()).matches()) {
        continue;
      }
      if (each instanceof OneInputTransformation) {
        registered.addAll(operator((OneInputTransformation<?, ?>) each));
      } else if (each instanceof TwoInputTransformation) {
        registered.addAll(operator((TwoInputTransformation<?, ?, ?>) each));
      } else {
        assertThat(WITHOUT).contains(each.getClass());
      }
    }
    return registered;
  }

  private static <I, O> List<String> operator(OneInputTransformation<I, O> operator)
      throws Exception {
    return operator(operator, harness(operator), operator.getStateKeyType());
  }

  /** None of ours with two inputs has keys. */
  @SuppressWarnings("unchecked") // a factory does not say how many inputs its operator has
  private static <A, B, O> List<String> operator(TwoInputTransformation<A, B, O> operator)
      throws Exception {
    assertThat(operator.getStateKeySelector1()).isNull();
    TwoInputStreamOperator<A, B, O> made =
        (TwoInputStreamOperator<A, B, O>)
            ((SimpleOperatorFactory<O>) operator.getOperatorFactory()).getOperator();
    return operator(
        operator,
        new TwoInputStreamOperatorTestHarness<>(
            InstantiationUtil.clone(made), MAX_PARALLELISM, 1, 0),
        null);
  }

  private static <O> List<String> operator(
      Transformation<O> operator,
      AbstractStreamOperatorTestHarness<O> harness,
      @Nullable TypeInformation<?> keyType)
      throws Exception {
    List<String> registered = new ArrayList<>();
    try {
      harness.getExecutionConfig().enableObjectReuse();
      harness.setStateBackend(new HashMapStateBackend());
      harness
          .getStreamConfig()
          .setupNetworkInputs(
              operator.getInputs().stream()
                  .map(input -> input.getOutputType().createSerializer(new SerializerConfigImpl()))
                  .toArray(TypeSerializer<?>[]::new));
      harness.getStreamConfig().serializeAllConfigs();
      harness.setup(operator.getOutputType().createSerializer(new SerializerConfigImpl()));
      harness.open();
      OperatorSubtaskState state = harness.snapshot(1, 1);
      assertThat(state.getRawKeyedState()).isEmpty();
      for (KeyedStateHandle handle : state.getManagedKeyedState()) {
        keyed(operator, requireNonNull(keyType), (KeyGroupsStateHandle) handle, registered);
      }
      for (OperatorStateHandle handle : state.getManagedOperatorState()) {
        spread(operator, handle, registered);
      }
      for (OperatorStateHandle handle : state.getRawOperatorState()) {
        raw(operator, handle, registered);
      }
    } finally {
      harness.close();
    }
    return registered;
  }

  @SuppressWarnings("unchecked") // a transformation does not say the type of its key
  private static <I, O> OneInputStreamOperatorTestHarness<I, O> harness(
      OneInputTransformation<I, O> operator) throws Exception {
    return operator.getStateKeySelector() == null
        ? new OneInputStreamOperatorTestHarness<>(
            InstantiationUtil.clone(operator.getOperatorFactory()), MAX_PARALLELISM, 1, 0)
        : new KeyedOneInputStreamOperatorTestHarness<>(
            InstantiationUtil.clone(operator.getOperatorFactory()),
            (KeySelector<I, Object>) operator.getStateKeySelector(),
            (TypeInformation<Object>) operator.getStateKeyType(),
            MAX_PARALLELISM,
            1,
            0);
  }

  private static void keyed(
      Transformation<?> operator,
      TypeInformation<?> keyType,
      KeyGroupsStateHandle handle,
      List<String> registered)
      throws IOException {
    KeyedBackendSerializationProxy<Object> written =
        new KeyedBackendSerializationProxy<>(RegisteredState.class.getClassLoader());
    try (FSDataInputStream in = handle.openInputStream()) {
      written.read(new DataInputViewStreamWrapper(in));
    }
    assertThat(written.getKeySerializerSnapshot().restoreSerializer())
        .isEqualTo(keyType.createSerializer(new SerializerConfigImpl()));
    Set<String> timers = new LinkedHashSet<>();
    for (StateMetaInfoSnapshot state : written.getStateMetaInfoSnapshots()) {
      if (state.getName().startsWith(TIMERS)) {
        timers.add(state.getName().substring(TIMERS.length()));
        continue;
      }
      TypeSerializer<?> values =
          state
              .getTypeSerializerSnapshot(
                  StateMetaInfoSnapshot.CommonSerializerKeys.VALUE_SERIALIZER)
              .restoreSerializer();
      registered.add(
          operator.getUid()
              + " "
              + state.getName()
              + " "
              + state.getOption(StateMetaInfoSnapshot.CommonOptionsKeys.KEYED_STATE_TYPE)
              + " "
              + keyType
              + " "
              + rowType(values));
    }
    Set<String> named = new LinkedHashSet<>();
    timers.forEach(name -> named.add(name.substring(name.indexOf('_') + 1)));
    for (String name : named) {
      // Flink keeps the two clocks of one timer service apart.
      TIMES.forEach(time -> assertThat(timers).contains(time + name));
      registered.add(operator.getUid() + " " + name + " TIMERS " + keyType + " -");
    }
  }

  /** The columns of the rows that a state has, alone or in a map, a list or beside other values. */
  private static String rowType(TypeSerializer<?> values) {
    if (values instanceof MapSerializer) {
      return rowType(((MapSerializer<?, ?>) values).getValueSerializer());
    }
    if (values instanceof ListSerializer) {
      return rowType(((ListSerializer<?>) values).getElementSerializer());
    }
    if (values instanceof TupleSerializer) {
      return Arrays.stream(((TupleSerializer<?>) values).getFieldSerializers())
          .map(RegisteredState::rowType)
          .filter(type -> !type.equals("-"))
          .findFirst()
          .orElse("-");
    }
    return values instanceof RowSerializer ? ((RowSerializer) values).rowType().toString() : "-";
  }

  /** The elements of a stream that wait, with the columns of their rows. */
  private static void spread(
      Transformation<?> operator, OperatorStateHandle handle, List<String> registered)
      throws IOException {
    OperatorBackendSerializationProxy written =
        new OperatorBackendSerializationProxy(RegisteredState.class.getClassLoader());
    try (FSDataInputStream in = handle.openInputStream()) {
      written.read(new DataInputViewStreamWrapper(in));
    }
    assertThat(written.getBroadcastStateMetaInfoSnapshots()).isEmpty();
    for (StateMetaInfoSnapshot state : written.getOperatorStateMetaInfoSnapshots()) {
      String mode =
          state.getOption(StateMetaInfoSnapshot.CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE);
      TypeSerializer<?> elements =
          state
              .getTypeSerializerSnapshot(
                  StateMetaInfoSnapshot.CommonSerializerKeys.VALUE_SERIALIZER)
              .restoreSerializer();
      if (OperatorStateHandle.Mode.UNION.name().equals(mode)) {
        registered.add(operator.getUid() + " " + state.getName() + " UNION - " + rowType(elements));
        continue;
      }
      RowSerializer rows =
          (RowSerializer) ((StreamElementSerializer<?>) elements).getContainedTypeSerializer();
      assertThat(mode).isEqualTo(OperatorStateHandle.Mode.SPLIT_DISTRIBUTE.name());
      registered.add(operator.getUid() + " " + state.getName() + " SPREAD - " + rows.rowType());
    }
  }

  private static void raw(
      Transformation<?> operator, OperatorStateHandle handle, List<String> registered)
      throws IOException {
    for (OperatorStateHandle.StateMetaInfo part :
        handle.getStateNameToPartitionOffsets().values()) {
      try (FSDataInputStream in = handle.openInputStream()) {
        in.seek(part.getOffsets()[0]);
        TypeSerializer<?> rows =
            TypeSerializerSnapshot.readVersionedSnapshot(
                    new DataInputViewStreamWrapper(in), RegisteredState.class.getClassLoader())
                .restoreSerializer();
        registered.add(operator.getUid() + " RAW - " + ((RowSerializer) rows).rowType());
      }
    }
  }
}
