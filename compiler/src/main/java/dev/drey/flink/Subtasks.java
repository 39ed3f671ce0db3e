// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;

/** In how many subtasks what reads a stream has to run, so that rows keep their order. */
public final class Subtasks {
  private Subtasks() {}

  /** How many write to a stream; of several streams in one, those of the widest. */
  public static int of(Transformation<?> transformation) {
    return transformation instanceof UnionTransformation
        ? transformation.getInputs().stream()
            .mapToInt(Subtasks::of)
            .max()
            .orElse(transformation.getParallelism())
        : transformation.getParallelism();
  }
}
