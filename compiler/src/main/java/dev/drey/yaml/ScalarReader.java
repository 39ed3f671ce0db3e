// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlScalar.Kind;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.ScalarEvent;

/** A scalar event to a scalar whose characters know where they stand. */
final class ScalarReader {
  private final Positions positions;

  ScalarReader(Positions positions) {
    this.positions = positions;
  }

  YamlScalar read(ScalarEvent event) {
    int end = positions.offset(event.getEndMark());
    int start = contentStart(positions.offset(event.getStartMark()), end, event);
    Kind kind = event.isPlain() ? CoreSchema.kindOf(event.getValue()) : Kind.TEXT;
    return YamlScalar.of(locate(event, start, end), kind);
  }

  /** An empty value in the place of one that could not be read. */
  YamlScalar none(Span place) {
    return YamlScalar.of(LocatedText.at("", place), Kind.NULL);
  }

  /** Past the anchor or tag that the event's start mark stands on. */
  private int contentStart(int from, int end, ScalarEvent event) {
    String source = positions.file().text();
    int at = from;
    while (at < end && (source.charAt(at) == '&' || source.charAt(at) == '!')) {
      while (at < end && " \t\r\n,]}".indexOf(source.charAt(at)) < 0) {
        at++;
      }
      while (at < end && Character.isWhitespace(source.charAt(at))) {
        at++;
      }
    }
    return event.getAnchor() == null && event.getTag() == null ? from : at;
  }

  private LocatedText locate(ScalarEvent event, int start, int end) {
    String source = positions.file().text();
    String value = event.getValue();
    if (event.isLiteral() || event.isFolded()) {
      RebuiltText built = BlockScalarText.read(source, start, value);
      return located(built, value, positions.span(start, blockEnd(start, end)));
    }
    Span span = positions.span(start, end);
    if (event.isPlain() && value.length() == end - start) {
      int[] offsets = IntStream.rangeClosed(start, end).toArray();
      return LocatedText.of(value, span, offsets, false);
    }
    return located(
        event.isPlain()
            ? FlowScalarText.plain(source, start, end)
            : FlowScalarText.quoted(source, start, end),
        value,
        span);
  }

  /** The rebuilt text, or, where it differs from what SnakeYAML read, the value without layout. */
  private static LocatedText located(@Nullable RebuiltText built, String value, Span span) {
    return built != null && built.text().equals(value)
        ? LocatedText.of(value, span, built.offsets(span.end()), false)
        : LocatedText.at(value, span);
  }

  /** A block scalar's end mark stands at the start of a later line: back to the last character. */
  private int blockEnd(int start, int end) {
    String source = positions.file().text();
    int at = end;
    while (at > start + 1 && Character.isWhitespace(source.charAt(at - 1))) {
      at--;
    }
    return at;
  }
}
