package dev.drey.yaml;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;

/** A mapping from texts, in the order written; no key stands twice. */
@AutoValue
public abstract class YamlMapping implements YamlNode {
  public static YamlMapping of(Span span, List<YamlEntry> entries) {
    return new AutoValue_YamlMapping(span, List.copyOf(entries));
  }

  @Override
  public abstract Span span();

  public abstract List<YamlEntry> entries();

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
