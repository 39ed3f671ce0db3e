// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.LocatedDuration;
import dev.drey.model.NamedText;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a checked mapping, as the parts of the model take them. */
public final class Fields {
  private final YamlMapping mapping;

  private Fields(YamlMapping mapping) {
    this.mapping = mapping;
  }

  public static Fields of(YamlNode node) {
    return new Fields((YamlMapping) node);
  }

  public YamlMapping mapping() {
    return mapping;
  }

  public Optional<YamlNode> node(String key) {
    return mapping.value(key);
  }

  public Optional<Fields> object(String key) {
    return node(key).map(Fields::of);
  }

  /** The mapping below a key, where it is one: a short form of the same key is a scalar. */
  public Optional<Fields> objectIfAny(String key) {
    return node(key).filter(YamlMapping.class::isInstance).map(Fields::of);
  }

  public List<YamlEntry> entries(String key) {
    return object(key).map(object -> object.mapping.entries()).orElse(List.of());
  }

  public Optional<LocatedText> text(String key) {
    return node(key).map(node -> ((YamlScalar) node).text());
  }

  /** The text of a key that may also hold a list or mapping. */
  public Optional<LocatedText> textIfAny(String key) {
    return node(key).filter(YamlScalar.class::isInstance).map(node -> ((YamlScalar) node).text());
  }

  public Optional<LocatedDuration> duration(String key) {
    return text(key).map(Fields::duration);
  }

  static LocatedDuration duration(LocatedText text) {
    return LocatedDuration.of(ValueReader.duration(text), text);
  }

  /** Empty where a parameter without a value stands: nothing is known of it. */
  public Optional<Integer> integer(String key) {
    return text(key)
        .filter(text -> !text.unresolved())
        .map(text -> new java.math.BigDecimal(text.text()).intValueExact());
  }

  /** A number of bytes; empty where a parameter without a value stands. */
  public Optional<Long> size(String key) {
    return text(key)
        .filter(text -> !text.unresolved())
        .flatMap(text -> Quantities.size(text.text()));
  }

  public Optional<Boolean> bool(String key) {
    return text(key).filter(text -> !text.unresolved()).map(ValueReader::bool);
  }

  /** The text of a choice; empty where a parameter without a value stands. */
  public Optional<String> choice(String key) {
    return text(key).filter(text -> !text.unresolved()).map(LocatedText::text);
  }

  /** A list of texts, or one text for a list of one. */
  public List<LocatedText> texts(String key) {
    return node(key).map(Fields::texts).orElse(List.of());
  }

  private static List<LocatedText> texts(YamlNode node) {
    if (node instanceof YamlScalar) {
      return List.of(((YamlScalar) node).text());
    }
    List<LocatedText> texts = new ArrayList<>();
    for (YamlNode element : ((YamlSequence) node).elements()) {
      texts.add(((YamlScalar) element).text());
    }
    return texts;
  }

  /** Names with texts, or a list of names. */
  public List<NamedText> named(String key) {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<NamedText> named = new ArrayList<>();
    if (node.get() instanceof YamlMapping) {
      for (YamlEntry entry : ((YamlMapping) node.get()).entries()) {
        named.add(named(entry));
      }
    } else {
      texts(node.get()).forEach(name -> named.add(NamedText.of(name)));
    }
    return named;
  }

  public static NamedText named(YamlEntry entry) {
    YamlScalar value = (YamlScalar) entry.value();
    return value.isEmpty()
        ? NamedText.of(entry.key().text())
        : NamedText.of(entry.key().text(), value.text());
  }

  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries(key)
        .forEach(entry -> texts.put(entry.name(), ((YamlScalar) entry.value()).text().text()));
    return texts;
  }
}
