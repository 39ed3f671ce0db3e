// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.api.transformations.BroadcastStateTransformation;
import org.apache.flink.streaming.api.transformations.KeyedBroadcastStateTransformation;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.jspecify.annotations.Nullable;

/** What a task needs of a transformation that is an operator, with one input or two. */
@AutoValue
abstract class OperatorParts {
  private static final SerializerConfig SERIALIZERS = new SerializerConfigImpl();

  abstract StreamOperatorFactory<Object> factory();

  /** The maximal parallelism. */
  abstract int keyGroups();

  abstract List<TypeSerializer<?>> inputSerializers();

  /** One for each input, from the first to the last that is keyed. */
  abstract List<Optional<KeySelector<?, ?>>> keySelectors();

  abstract Optional<TypeSerializer<?>> keySerializer();

  abstract TypeSerializer<Object> outputSerializer();

  /** Empty where the transformation is no operator. */
  static Optional<OperatorParts> of(Transformation<?> transformation) {
    if (transformation instanceof OneInputTransformation) {
      OneInputTransformation<?, ?> one = (OneInputTransformation<?, ?>) transformation;
      return Optional.of(
          of(one, one.getOperatorFactory(), one.getStateKeyType(), one.getStateKeySelector()));
    }
    if (transformation instanceof TwoInputTransformation) {
      TwoInputTransformation<?, ?, ?> two = (TwoInputTransformation<?, ?, ?>) transformation;
      return Optional.of(
          of(
              two,
              two.getOperatorFactory(),
              two.getStateKeyType(),
              two.getStateKeySelector1(),
              two.getStateKeySelector2()));
    }
    return broadcast(transformation);
  }

  // What Flink's translators make of these when the job's graph is made.
  private static Optional<OperatorParts> broadcast(Transformation<?> transformation) {
    if (transformation instanceof KeyedBroadcastStateTransformation) {
      KeyedBroadcastStateTransformation<?, ?, ?, ?> keyed =
          (KeyedBroadcastStateTransformation<?, ?, ?, ?>) transformation;
      return Optional.of(
          of(
              keyed,
              SimpleOperatorFactory.of(
                  new CoBroadcastWithKeyedOperator<>(
                      keyed.getUserFunction(), keyed.getBroadcastStateDescriptors())),
              keyed.getStateKeyType(),
              keyed.getKeySelector()));
    }
    if (transformation instanceof BroadcastStateTransformation) {
      BroadcastStateTransformation<?, ?, ?> plain =
          (BroadcastStateTransformation<?, ?, ?>) transformation;
      return Optional.of(
          of(
              plain,
              SimpleOperatorFactory.of(
                  new CoBroadcastWithNonKeyedOperator<>(
                      plain.getUserFunction(), plain.getBroadcastStateDescriptors())),
              null));
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // Rows, ours or those of Flink SQL.
  private static OperatorParts of(
      Transformation<?> transformation,
      StreamOperatorFactory<?> factory,
      @Nullable TypeInformation<?> keyType,
      @Nullable KeySelector<?, ?>... keySelectors) {
    List<TypeSerializer<?>> inputs = new ArrayList<>();
    transformation
        .getInputs()
        .forEach(input -> inputs.add(input.getOutputType().createSerializer(SERIALIZERS)));
    List<Optional<KeySelector<?, ?>>> selectors =
        Arrays.stream(keySelectors)
            .map(selector -> Optional.<KeySelector<?, ?>>ofNullable(selector))
            .collect(Collectors.toList());
    return new AutoValue_OperatorParts(
        (StreamOperatorFactory<Object>) factory,
        Math.max(1, transformation.getMaxParallelism()),
        inputs,
        selectors,
        Optional.ofNullable(keyType).map(type -> type.createSerializer(SERIALIZERS)),
        ((Transformation<Object>) transformation).getOutputType().createSerializer(SERIALIZERS));
  }
}
