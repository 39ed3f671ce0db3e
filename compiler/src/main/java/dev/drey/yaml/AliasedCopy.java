package dev.drey.yaml;

import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Copies an anchored value to where an alias repeats it: every place in it is the alias. */
final class AliasedCopy implements YamlNode.Visitor<YamlNode> {
  private final Span use;
  private final Runnable counter;

  AliasedCopy(Span use, Runnable counter) {
    this.use = use;
    this.counter = counter;
  }

  @Override
  public YamlScalar scalar(YamlScalar scalar) {
    counter.run();
    return YamlScalar.of(LocatedText.at(scalar.text().text(), use), scalar.kind());
  }

  @Override
  public YamlNode sequence(YamlSequence sequence) {
    counter.run();
    List<YamlNode> elements = new ArrayList<>();
    sequence.elements().forEach(element -> elements.add(element.accept(this)));
    return YamlSequence.of(use, elements);
  }

  @Override
  public YamlNode mapping(YamlMapping mapping) {
    counter.run();
    List<YamlEntry> entries = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            entry -> entries.add(YamlEntry.of(scalar(entry.key()), entry.value().accept(this))));
    return YamlMapping.of(use, entries);
  }
}
