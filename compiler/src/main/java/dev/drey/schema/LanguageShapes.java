package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.shape.Shape;
import java.util.Map;
import java.util.TreeMap;

/** The grammar of specs for those who describe it: the reference's page of keys. */
public final class LanguageShapes {
  private final Grammar grammar;

  public LanguageShapes(Catalog catalog) {
    this.grammar = PipelineGrammar.of(catalog);
  }

  /** The keys at the top of a spec. */
  public Shape root() {
    return grammar.root();
  }

  /** The named shapes that others refer to, by name: source, stream, sink, type. */
  public Map<String, Shape> definitions() {
    return new TreeMap<>(grammar.definitions());
  }
}
