// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Shape;
import java.util.Map;
import java.util.TreeMap;

/** A grammar for those who describe it: the reference's pages of keys. */
public final class LanguageShapes {
  private final Grammar grammar;

  /** The grammar of specs. */
  public LanguageShapes(Language language) {
    this(PipelineGrammar.of(language));
  }

  private LanguageShapes(Grammar grammar) {
    this.grammar = grammar;
  }

  /** The grammar of files of tests. */
  public static LanguageShapes ofTests() {
    return new LanguageShapes(TestGrammar.of());
  }

  /** The keys at the top of a file. */
  public Shape root() {
    return grammar.root();
  }

  /** The named shapes that others refer to, by name: source, stream, step, row. */
  public Map<String, Shape> definitions() {
    return new TreeMap<>(grammar.definitions());
  }
}
