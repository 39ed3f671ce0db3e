// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping from texts, in the order written; no key stands twice. After the check of its structure
 * it holds what can be read, and knows the keys that a reported problem leaves in doubt: their
 * values are absent, or are there in part.
 */
@AutoValue
public abstract class YamlMapping implements YamlNode {
  public static YamlMapping of(Span span, List<YamlEntry> entries) {
    return of(span, entries, Set.of());
  }

  public static YamlMapping of(Span span, List<YamlEntry> entries, Set<String> inDoubt) {
    return new AutoValue_YamlMapping(span, List.copyOf(entries), Set.copyOf(inDoubt));
  }

  @Override
  public abstract Span span();

  public abstract List<YamlEntry> entries();

  /** The keys of which it is not known what their author means. */
  public abstract Set<String> inDoubt();

  public Optional<YamlEntry> entry(String name) {
    return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The value of a key. */
  public Optional<YamlNode> value(String name) {
    return entry(name).map(YamlEntry::value);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.mapping(this);
  }
}
