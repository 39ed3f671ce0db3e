// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a model takes and gives. */
@AutoValue
public abstract class ModelSignature {
  public static ModelSignature of(List<ModelTensor> inputs, List<ModelTensor> outputs) {
    return new AutoValue_ModelSignature(List.copyOf(inputs), List.copyOf(outputs));
  }

  public abstract List<ModelTensor> inputs();

  public abstract List<ModelTensor> outputs();

  public final Optional<ModelTensor> input(String name) {
    return named(inputs(), name);
  }

  public final Optional<ModelTensor> output(String name) {
    return named(outputs(), name);
  }

  private static Optional<ModelTensor> named(List<ModelTensor> tensors, String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }

  /** Such as {@code `score` float[rows, 1]}, one after the other. */
  static String inWords(List<ModelTensor> tensors) {
    return tensors.stream()
        .map(tensor -> "`" + tensor.name() + "` " + tensor)
        .collect(Collectors.joining(", "));
  }
}
