// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import dev.drey.inference.ModelRuntime;
import dev.drey.inference.ModelScorer;
import dev.drey.inference.ModelSignature;
import dev.drey.inference.ModelUse;
import java.io.IOException;

/** The key {@code onnx} of {@code infer}. */
public final class OnnxModels implements ModelRuntime {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public ModelSignature signature(byte[] model) throws IOException {
    return OnnxSignature.of(model);
  }

  @Override
  public ModelScorer scorer(byte[] model, ModelUse use) {
    return new OnnxScorer(model, use);
  }
}
