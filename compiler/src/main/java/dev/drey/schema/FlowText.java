// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value as YAML on one line, to be copied from a help: in quotes where a reader would take it for
 * something else. What is nested more than three deep is left out as {@code ...}.
 */
final class FlowText implements YamlNode.Visitor<String> {
  private static final Pattern PLAIN =
      Pattern.compile(
          "[A-Za-z0-9_.$/(<=+][^,\\[\\]{}#\"'&!|%@`\\\\\\n:]*(:[^,\\[\\]{}#\"' \\n]++)*+");
  private static final int DEEPEST = 3;

  private final int deepest;

  /** A longer text is quoted unseen. */
  private static final int LONGEST_PLAIN = 2_000;

  private int depth;

  private FlowText(int deepest) {
    this.deepest = deepest;
  }

  static String of(YamlNode node) {
    return node.accept(new FlowText(DEEPEST));
  }

  /** All of it, however deep. */
  static String whole(YamlNode node) {
    return node.accept(new FlowText(Integer.MAX_VALUE));
  }

  @Override
  public String scalar(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.TEXT
        ? quoted(scalar.text().text())
        : scalar.text().text();
  }

  /** A text, in double quotes where it needs them. */
  static String quoted(String text) {
    boolean plain =
        text.length() <= LONGEST_PLAIN
            && PLAIN.matcher(text).matches()
            && text.equals(text.strip());
    return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public String sequence(YamlSequence sequence) {
    return nested(
        "[",
        () ->
            sequence.elements().stream()
                .map(element -> element.accept(this))
                .collect(Collectors.joining(", ")),
        "]");
  }

  @Override
  public String mapping(YamlMapping mapping) {
    return nested(
        "{",
        () ->
            mapping.entries().stream()
                .map(e -> quoted(e.name()) + ": " + e.value().accept(this))
                .collect(Collectors.joining(", ")),
        "}");
  }

  private String nested(String open, java.util.function.Supplier<String> inside, String close) {
    if (depth == deepest) {
      return "...";
    }
    depth++;
    String text = open + inside.get() + close;
    depth--;
    return text;
  }
}
