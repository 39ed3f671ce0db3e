package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.PipelineSpec;
import dev.drey.source.SourceFile;
import java.util.Map;
import java.util.Optional;

/** Text to model: parses, fills in parameters, checks the structure, reads the values. */
public final class SpecReader {
  public SpecReader(Catalog catalog) {
    throw new UnsupportedOperationException(catalog.toString());
  }

  /** The model, where there is no error; problems go to the diagnostics. */
  public Optional<PipelineSpec> read(
      SourceFile file, Map<String, String> params, boolean requireParams, Diagnostics diagnostics) {
    throw new UnsupportedOperationException();
  }
}
