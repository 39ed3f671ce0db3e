// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.expression.value.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.schema.Language;
import dev.drey.schema.OperationKeys.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The operations that streams can have, in the order in which they apply. */
public final class Operations {
  private static final List<StreamOperation> ALL =
      List.of(
          new UnionOperation(),
          new JoinOperation(),
          new SqlOperation(),
          new ExplodeOperation(),
          new SampleOperation(),
          new WindowOperation(),
          new RunningOperation(),
          new TopOperation(),
          new BroadcastOperation(),
          new OrderOperation(),
          new DelayOperation(),
          new OverOperation(),
          new RouteOperation(),
          new DeduplicateOperation(),
          new LookupOperation(),
          new InferOperation(),
          new ProcessOperation(),
          new AssertOperation(),
          new MetricsOperation(),
          new FailureOperation());

  private Operations() {}

  /** The language of specs with the connectors and formats of a catalog. */
  public static Language language(Catalog catalog) {
    return Language.of(catalog, ALL);
  }

  /** Whether a stream looks its rows up in another system. */
  public static boolean looksUp(StreamSpec stream) {
    return stream.operation(LookupSpec.class).isPresent();
  }

  /**
   * That of a step which a stream has. Where there are two, which is an error, each works on the
   * same rows, and nobody knows whose result is meant.
   */
  static Flow apply(Step step, StreamSpec stream, Flow input, AnalysisContext context) {
    Flow result = input;
    int found = 0;
    for (StreamOperation operation : ALL) {
      if (operation.step() == step && operation.isIn(stream)) {
        result = operation.analyze(stream, input, context);
        found++;
      }
    }
    return found > 1 ? result.withHidden(Hidden.any()) : result;
  }

  /** Whether all go together with the other keys of a stream; where not, that is reported. */
  static boolean fit(StreamSpec stream, AnalysisContext context) {
    boolean fit = true;
    for (StreamOperation operation : ALL) {
      fit &= !operation.isIn(stream) || operation.fits(stream, context);
    }
    return fit;
  }

  /** What the keys in doubt of a stream leave open. */
  static Set<StreamOperation.Open> open(StreamSpec stream) {
    Set<StreamOperation.Open> open = EnumSet.noneOf(StreamOperation.Open.class);
    ALL.forEach(operation -> open.addAll(operation.open(stream)));
    return open;
  }
}
