// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static java.util.stream.Collectors.joining;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys that stand beside the key below which they belong, for want of indentation: a key without a
 * value, and then keys that nobody knows but that have the shape of what is missing. They are
 * reported as one mistake and read as they were meant.
 */
final class Indentation {
  private final Grammar grammar;
  private final ShapeCheck check;

  Indentation(Grammar grammar, ShapeCheck check) {
    this.grammar = grammar;
    this.check = check;
  }

  /** The mapping with the keys where they belong. */
  YamlMapping mended(Shape object, YamlMapping mapping, Diagnostics out) {
    List<YamlEntry> entries = mapping.entries();
    List<YamlEntry> mended = new ArrayList<>();
    int at = 0;
    while (at < entries.size()) {
      YamlEntry entry = entries.get(at++);
      int end = at;
      while (end < entries.size() && !isKnown(object, entries.get(end))) {
        end++;
      }
      if (end == at || !isEmptyBlock(object, entry)) {
        mended.add(entry);
        continue;
      }
      List<YamlEntry> below = entries.subList(at, end);
      YamlNode value = YamlMapping.of(entry.key().span(), below);
      if (check.fits(shape(object, entry), value)) {
        out.add(problem(entry, below));
        mended.add(YamlEntry.of(entry.key(), value));
        at = end;
      } else {
        mended.add(entry);
      }
    }
    return mended.size() == entries.size()
        ? mapping
        : YamlMapping.of(mapping.span(), mended, mapping.inDoubt());
  }

  private static Diagnostic.Builder problem(YamlEntry key, List<YamlEntry> below) {
    String names = below.stream().map(entry -> "`" + entry.name() + "`").collect(joining(", "));
    return Diagnostic.at(
            StructureCodes.WRONG_SHAPE,
            below.get(0).key().span(),
            names + " must be indented further than `" + key.name() + "`, to stand below it")
        .label("no further in than `" + key.name() + "`")
        .and(key.key().span(), "has no value so")
        .help(
            "put two more spaces before "
                + names
                + ", or write `"
                + key.name()
                + ": {"
                + below.stream()
                    .map(entry -> entry.name() + ": " + FlowText.of(entry.value()))
                    .collect(joining(", "))
                + "}`");
  }

  private static boolean isKnown(Shape object, YamlEntry entry) {
    return object.keys().stream().anyMatch(key -> key.name().equals(entry.name()));
  }

  private boolean isEmptyBlock(Shape object, YamlEntry entry) {
    boolean empty = entry.value() instanceof YamlScalar && ((YamlScalar) entry.value()).isEmpty();
    return empty && isKnown(object, entry) && takesMapping(shape(object, entry));
  }

  private static Shape shape(Shape object, YamlEntry entry) {
    return object.keys().stream()
        .filter(key -> key.name().equals(entry.name()))
        .map(Key::shape)
        .findFirst()
        .orElseThrow();
  }

  private boolean takesMapping(Shape shape) {
    Shape resolved = grammar.resolve(shape);
    return resolved.kind() == Shape.Kind.ONE_OF
        ? resolved.branches().stream().anyMatch(this::takesMapping)
        : resolved.kind() == Shape.Kind.MAP || resolved.kind() == Shape.Kind.OBJECT;
  }
}
