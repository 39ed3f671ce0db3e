package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.PipelineSpec;
import dev.drey.plan.LogicalPlan;
import java.util.Optional;

/** Model to typed plan: resolves names and types, checks time, state and delivery. */
public final class Analyzer {
  public Analyzer(Catalog catalog) {
    throw new UnsupportedOperationException(catalog.toString());
  }

  /** The plan, where there is no error; problems and warnings go to the diagnostics. */
  public Optional<LogicalPlan> analyze(PipelineSpec spec, Diagnostics diagnostics) {
    throw new UnsupportedOperationException();
  }
}
