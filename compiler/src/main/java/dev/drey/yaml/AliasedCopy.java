// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Copies an anchored value to where an alias repeats it: every place in it is the alias. */
final class AliasedCopy implements YamlNode.Visitor<YamlNode> {
  private final Span use;
  private final IntConsumer counter;

  /**
   * @param counter told of each value with the number of its characters
   */
  AliasedCopy(Span use, IntConsumer counter) {
    this.use = use;
    this.counter = counter;
  }

  @Override
  public YamlScalar scalar(YamlScalar scalar) {
    counter.accept(scalar.text().text().length());
    return YamlScalar.of(LocatedText.at(scalar.text().text(), use), scalar.kind());
  }

  @Override
  public YamlNode sequence(YamlSequence sequence) {
    counter.accept(0);
    List<YamlNode> elements = new ArrayList<>();
    sequence.elements().forEach(element -> elements.add(element.accept(this)));
    return YamlSequence.of(use, elements);
  }

  @Override
  public YamlNode mapping(YamlMapping mapping) {
    counter.accept(0);
    List<YamlEntry> entries = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            entry -> entries.add(YamlEntry.of(scalar(entry.key()), entry.value().accept(this))));
    return YamlMapping.of(use, entries);
  }
}
