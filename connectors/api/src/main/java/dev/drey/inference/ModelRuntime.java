// SPDX-License-Identifier: Apache-2.0
package dev.drey.inference;

import java.io.IOException;

/** Runs models of one kind. Found as connectors are, by {@code META-INF/services}. */
public interface ModelRuntime {
  /** The key in a spec: {@code onnx}. */
  String name();

  /**
   * What a model takes and gives, read without running it.
   *
   * @throws IOException where the bytes are no such model, in words
   */
  ModelSignature signature(byte[] model) throws IOException;

  /** What scores rows in a task as a use says, which fits the model. */
  ModelScorer scorer(byte[] model, ModelUse use);
}
