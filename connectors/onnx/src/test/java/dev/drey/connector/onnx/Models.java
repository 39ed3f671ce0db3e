// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import dev.drey.connector.onnx.ModelWriter.Attributes;
import dev.drey.connector.onnx.ModelWriter.Element;
import java.util.List;
import java.util.Locale;

/** Small models of which a few lines of arithmetic say what they give. */
final class Models {
  private Models() {}

  /**
   * A logistic regression over {@code features}, three numbers: {@code score} is 1 / (1 + exp(-(0.5
   * a - 0.25 b + 2 c - 1))), {@code risky} whether that is above 0.5.
   */
  static byte[] logistic() {
    return new ModelWriter()
        .input("features", Element.FLOAT, 3)
        .output("score", Element.FLOAT, 1)
        .output("risky", Element.BOOL, 1)
        .weights("w", 3, 1, 0.5f, -0.25f, 2f)
        .weights("b", 1, 0, -1f)
        .weights("half", 1, 0, 0.5f)
        .node("Gemm", List.of("features", "w", "b"), "z")
        .node("Sigmoid", List.of("z"), "score")
        .node("Greater", List.of("score", "half"), "risky")
        .model();
  }

  /**
   * Two trees over {@code amount} and {@code count}, added up as {@code points}: 10 where the
   * amount is at most 100, else 30 where the count is at most 5, else 70; and 1 where the count is
   * at most 2, else 5.
   */
  static byte[] trees() {
    Attributes trees =
        new Attributes()
            .numbers("nodes_treeids", 0, 0, 0, 0, 0, 1, 1, 1)
            .numbers("nodes_nodeids", 0, 1, 2, 3, 4, 0, 1, 2)
            .numbers("nodes_featureids", 0, 0, 1, 0, 0, 1, 0, 0)
            .texts(
                "nodes_modes",
                "BRANCH_LEQ",
                "LEAF",
                "BRANCH_LEQ",
                "LEAF",
                "LEAF",
                "BRANCH_LEQ",
                "LEAF",
                "LEAF")
            .reals("nodes_values", 100, 0, 5, 0, 0, 2, 0, 0)
            .numbers("nodes_truenodeids", 1, 0, 3, 0, 0, 1, 0, 0)
            .numbers("nodes_falsenodeids", 2, 0, 4, 0, 0, 2, 0, 0)
            .numbers("target_treeids", 0, 0, 0, 1, 1)
            .numbers("target_nodeids", 1, 3, 4, 1, 2)
            .numbers("target_ids", 0, 0, 0, 0, 0)
            .reals("target_weights", 10, 30, 70, 1, 5)
            .number("n_targets", 1)
            .text("post_transform", "NONE");
    return new ModelWriter()
        .input("transaction", Element.FLOAT, 2)
        .output("points", Element.FLOAT, 1)
        .node("TreeEnsembleRegressor", List.of("transaction"), "points", "ai.onnx.ml", trees)
        .model();
  }

  /** Gives back what it is given, of each kind. */
  static byte[] mirror() {
    ModelWriter writer = new ModelWriter();
    for (Element element :
        List.of(Element.INT32, Element.INT64, Element.STRING, Element.BOOL, Element.DOUBLE)) {
      String name = element.name().toLowerCase(Locale.ROOT);
      writer
          .input(name, element, 0)
          .output(name + "_out", element, 0)
          .node("Identity", List.of(name), name + "_out");
    }
    return writer
        .input("pair", Element.DOUBLE, 2)
        .output("pair_out", Element.DOUBLE, 2)
        .node("Identity", List.of("pair"), "pair_out")
        .model();
  }

  /** The price of a tariff by its number from 0 to 2; any other it fails on. */
  static byte[] tariffs() {
    return new ModelWriter()
        .input("tariff", Element.INT64, 0)
        .output("price", Element.FLOAT, 0)
        .weights("prices", 3, 0, 1.5f, 2.5f, 4f)
        .node("Gather", List.of("prices", "tariff"), "price")
        .model();
  }

  /** What no column can be given or taken from. */
  static byte[] awkward() {
    return new ModelWriter()
        .inputOfOne("single", Element.FLOAT, 2)
        .input("half", Element.FLOAT16, 2)
        .sequence("classes")
        .model();
  }
}
