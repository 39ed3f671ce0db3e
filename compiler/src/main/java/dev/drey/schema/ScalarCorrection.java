// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.DidYouMean;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a scalar of another spelling was meant to be: {@code yes} for {@code true}, {@code 10 sec}
 * for {@code 10s}, {@code AT_LEAST_ONCE} for {@code at-least-once}. What it gives has the shape.
 */
final class ScalarCorrection {
  private static final Map<String, Boolean> BOOLEANS =
      Map.of(
          "yes",
          true,
          "on",
          true,
          "y",
          true,
          "true",
          true,
          "enabled",
          true,
          "no",
          false,
          "off",
          false,
          "n",
          false,
          "false",
          false,
          "disabled",
          false);

  /** What other systems call a choice of ours. */
  private static final Map<String, String> CHOICES =
      Map.ofEntries(
          Map.entry("beginning", "earliest"),
          Map.entry("smallest", "earliest"),
          Map.entry("oldest", "earliest"),
          Map.entry("first", "earliest"),
          Map.entry("start", "earliest"),
          Map.entry("last", "latest"),
          Map.entry("now", "latest"),
          Map.entry("earliest-offset", "earliest"),
          Map.entry("newest", "latest"),
          Map.entry("largest", "latest"),
          Map.entry("end", "latest"),
          Map.entry("latest-offset", "latest"),
          Map.entry("group-offsets", "committed"),
          Map.entry("stored", "committed"),
          Map.entry("ignore", "drop"),
          Map.entry("skip", "drop"),
          Map.entry("discard", "drop"),
          Map.entry("stop", "fail"),
          Map.entry("throw", "fail"),
          Map.entry("event_time", "event"),
          Map.entry("proctime", "processing"),
          Map.entry("processing_time", "processing"),
          Map.entry("ndjson", "json"),
          Map.entry("jsonl", "json"),
          Map.entry("text", "raw"),
          Map.entry("plain", "raw"),
          Map.entry("bytes", "raw"),
          Map.entry("string", "raw"),
          Map.entry("heap", "hashmap"),
          Map.entry("memory", "hashmap"),
          Map.entry("filesystem", "hashmap"));

  private ScalarCorrection() {}

  static Optional<YamlScalar> of(Shape shape, YamlScalar scalar) {
    String text = scalar.text().text().strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    switch (shape.kind()) {
      case BOOLEAN:
        return Optional.ofNullable(BOOLEANS.get(text.toLowerCase(Locale.ROOT)))
            .map(value -> at(scalar, value.toString(), YamlScalar.Kind.BOOLEAN));
      case INTEGER:
        String digits = text.replaceAll("(?<=[0-9])[_,' ](?=[0-9]{3})", "");
        return digits.matches("-?[0-9]{1,18}") && within(shape, Long.parseLong(digits))
            ? Optional.of(at(scalar, digits, YamlScalar.Kind.INTEGER))
            : Optional.empty();
      case NUMBER:
        return text.matches("-?[0-9]{1,18}([.][0-9]{1,18})?")
            ? Optional.of(at(scalar, text, YamlScalar.Kind.NUMBER))
            : Optional.empty();
      case STRING:
      case COLUMN:
      case TYPE:
        return scalar.kind() == YamlScalar.Kind.NULL || shape.pattern() != null
            ? Optional.empty()
            : Optional.of(at(scalar, text, YamlScalar.Kind.TEXT));
      case ENUM:
        return choice(text, shape.texts()).map(near -> at(scalar, near, YamlScalar.Kind.TEXT));
      case DURATION:
      case SIZE:
      case RATE:
      case PERCENT:
      case TIMESTAMP:
        return ForeignQuantities.of(shape.kind(), text)
            .map(ours -> at(scalar, ours, YamlScalar.Kind.TEXT));
      default:
        return Optional.empty();
    }
  }

  private static YamlScalar at(YamlScalar scalar, String text, YamlScalar.Kind kind) {
    return YamlScalar.of(LocatedText.at(text, scalar.span()), kind);
  }

  private static boolean within(Shape shape, long value) {
    Long least = shape.least();
    Long most = shape.most();
    return (least == null || value >= least) && (most == null || value <= most);
  }

  /** The choice that a word stands for: by its letters alone, by another's word for it. */
  static Optional<String> choice(String written, List<String> choices) {
    for (String choice : choices) {
      if (letters(choice).equals(letters(written))) {
        return Optional.of(choice);
      }
    }
    List<String> words = new ArrayList<>(choices);
    CHOICES.forEach(
        (theirs, ours) -> {
          if (choices.contains(ours)) {
            words.add(theirs);
          }
        });
    words.sort(null);
    String lower = written.toLowerCase(Locale.ROOT);
    Optional<String> near =
        words.contains(lower) ? Optional.of(lower) : DidYouMean.closest(lower, words);
    return near.map(word -> choices.contains(word) ? word : CHOICES.getOrDefault(word, word));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
