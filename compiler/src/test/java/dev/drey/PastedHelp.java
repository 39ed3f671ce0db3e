// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.Span;
import dev.drey.testkit.BrokenSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does what a help line says, as its reader would: takes a text that stands there in back-ticks and
 * puts it in the place of what is marked, or of the key, the value, the line or the block around
 * it, whichever makes the finding go.
 */
final class PastedHelp {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern LONGEST = Pattern.compile("`(.+)`");
  private static final int ROUNDS = 8;

  private final PipelineCompiler compiler;

  PastedHelp(PipelineCompiler compiler) {
    this.compiler = compiler;
  }

  /** The spec without a finding, if the help of each of its findings leads there. */
  Optional<String> applied(String spec) {
    String text = spec;
    for (int round = 0; round < ROUNDS; round++) {
      List<Diagnostic> found = found(text);
      if (found.isEmpty()) {
        return Optional.of(text);
      }
      Optional<String> better = better(text, found);
      if (better.isEmpty()) {
        return Optional.empty();
      }
      text = better.get();
    }
    return Optional.empty();
  }

  private List<Diagnostic> found(String spec) {
    return new TestedCompiler(compiler).result(BrokenSpec.of("spec.yaml", spec)).diagnostics();
  }

  private Optional<String> better(String spec, List<Diagnostic> found) {
    for (Diagnostic diagnostic : found) {
      String best = "";
      int fewest = Integer.MAX_VALUE;
      for (String candidate : candidates(spec, diagnostic)) {
        List<Diagnostic> left = found(candidate);
        boolean gone =
            left.stream().noneMatch(other -> other.message().equals(diagnostic.message()));
        if (gone && left.size() < fewest) {
          fewest = left.size();
          best = candidate;
        }
        if (fewest == 0) {
          return Optional.of(best);
        }
      }
      // Another finding may come to light, at most where this one was.
      if (fewest <= found.size()) {
        return Optional.of(best);
      }
    }
    return Optional.empty();
  }

  private static Set<String> candidates(String spec, Diagnostic diagnostic) {
    Set<String> candidates = new LinkedHashSet<>();
    for (String help : diagnostic.help()) {
      for (String text : texts(help)) {
        for (int[] place : places(spec, diagnostic.span())) {
          String pasted = indented(spec, place[0], text);
          if (place[0] == place[1] && spec.startsWith("\n", place[0])) {
            pasted = "\n" + " ".repeat(indent(spec, place[1] + 1)) + text;
          }
          candidates.add(spec.substring(0, place[0]) + pasted + spec.substring(place[1]));
        }
      }
    }
    return candidates;
  }

  private static String indented(String spec, int at, String text) {
    int line = spec.lastIndexOf('\n', at - 1) + 1;
    return text.replace("\n", "\n" + " ".repeat(at - line));
  }

  private static List<String> texts(String help) {
    List<String> texts = new ArrayList<>();
    for (Pattern pattern : List.of(QUOTED, LONGEST)) {
      Matcher matcher = pattern.matcher(help);
      while (matcher.find()) {
        texts.add(matcher.group(1));
      }
    }
    return texts;
  }

  /** What is marked; what stands between the marks of YAML around it; its line; its block. */
  private static List<int[]> places(String spec, Span span) {
    List<Integer> starts = new ArrayList<>(List.of(span.start()));
    int line = spec.lastIndexOf('\n', span.start() - 1) + 1;
    for (int at = span.start(); at > line; at--) {
      String before = spec.substring(line, at);
      if (before.endsWith(": ")
          || before.endsWith("{")
          || before.endsWith(", ")
          || before.endsWith("[")
          || before.isBlank()) {
        starts.add(at);
      }
    }
    List<Integer> ends = new ArrayList<>(List.of(span.end()));
    int lineEnd = end(spec, span.end());
    for (int at = span.end(); at < lineEnd; at++) {
      if (",}]".indexOf(spec.charAt(at)) >= 0) {
        ends.add(at);
      } else if (spec.charAt(at) == ')') {
        ends.add(at + 1);
      }
    }
    ends.add(lineEnd);
    ends.add(block(spec, line, lineEnd));
    List<int[]> places = new ArrayList<>();
    for (int end : ends) {
      for (int start : starts) {
        places.add(new int[] {start, end});
      }
    }
    // A key that is missing goes below the one that is marked, or above its first one.
    places.add(new int[] {lineEnd, lineEnd});
    return places;
  }

  private static int block(String spec, int line, int lineEnd) {
    int end = lineEnd;
    while (end < spec.length() && indent(spec, end + 1) > indent(spec, line)) {
      end = end(spec, end + 1);
    }
    return end;
  }

  private static int end(String spec, int from) {
    int end = spec.indexOf('\n', from);
    return end < 0 ? spec.length() : end;
  }

  private static int indent(String spec, int line) {
    int at = line;
    while (at < spec.length() && spec.charAt(at) == ' ') {
      at++;
    }
    return at - line;
  }
}
