// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.expression.value.Expected;
import dev.drey.expression.value.Expression;
import dev.drey.model.ConnectorUse;
import dev.drey.shape.Result;
import dev.drey.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options that are expressions over the rows. */
final class OptionExpressions {
  private OptionExpressions() {}

  /** By path; one that is wrong is reported and left out. */
  static Map<String, Expression> of(
      ConnectorUse use, Shape options, Flow input, AnalysisContext context) {
    Map<String, Expression> compiled = new LinkedHashMap<>();
    for (OptionLeaf leaf : OptionLeaf.of(use, options)) {
      if (leaf.kind() == Shape.Kind.EXPRESSION) {
        context
            .scalar(leaf.place(), input, expected(leaf.result()))
            .ifPresent(expression -> compiled.put(leaf.path(), expression));
      }
    }
    return compiled;
  }

  /** How many of the options that are written are expressions. */
  static long count(ConnectorUse use, Shape options) {
    return OptionLeaf.of(use, options).stream()
        .filter(leaf -> leaf.kind() == Shape.Kind.EXPRESSION)
        .count();
  }

  private static Expected expected(Result result) {
    switch (result) {
      case TEXT:
        return Expected.STRING;
      case NUMBER:
        return Expected.NUMBER;
      case INTEGER:
        return Expected.INTEGER;
      case TIME:
        return Expected.TIMESTAMP;
    }
    throw new IllegalArgumentException(result.name());
  }
}
