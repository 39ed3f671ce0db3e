// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Damage to a spec as text: bytes, characters, words, values, lines and their indentation. */
final class TextMutation {
  private static final Pattern VALUE = Pattern.compile("(?<=: )[^\\n,{}\\[\\]]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final String SIGNS = ":,{}[]'\"#&*!|>%@`?-<=()$\\ \t\n\r/.;~^";

  private final SplittableRandom random;
  private final HostileTexts hostile;

  TextMutation(SplittableRandom random, HostileTexts hostile) {
    this.random = random;
    this.hostile = hostile;
  }

  /** The text after one piece of damage; {@code other} is where pieces come from. */
  String damaged(String text, String other) {
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        return lines(text, other);
      case 2:
        return characters(text);
      case 3:
        return replaced(text, VALUE, hostile.any());
      case 4:
        return replaced(text, NUMBER, hostile.number());
      case 5:
        return replaced(text, WORD, word(random.nextBoolean() ? text : other));
      case 6:
        return within(text);
      default:
        return range(text, other);
    }
  }

  /** The bytes of a text, some of them others. */
  byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int left = 1 + random.nextInt(3); left > 0 && bytes.length > 0; left--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private int place(String text) {
    return random.nextInt(text.length() + 1);
  }

  private String characters(String text) {
    int at = place(text);
    String sign =
        random.nextInt(4) > 0
            ? String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())))
            : String.valueOf((char) random.nextInt(1 << (4 + random.nextInt(13))));
    int end = Math.min(text.length(), at + random.nextInt(2));
    return text.substring(0, at) + (random.nextInt(4) > 0 ? sign : "") + text.substring(end);
  }

  private String range(String text, String other) {
    int from = place(text);
    int to = Math.min(text.length(), from + random.nextInt(80));
    String piece = text.substring(from, to);
    switch (random.nextInt(5)) {
      case 0:
        return text.substring(0, from) + text.substring(to);
      case 1:
        return text.substring(0, to) + piece.repeat(1 + random.nextInt(3)) + text.substring(to);
      case 2:
        int at = place(text);
        return text.substring(0, at) + piece + text.substring(at);
      case 3:
        int start = place(other);
        String alien = other.substring(start, Math.min(other.length(), start + to - from));
        return text.substring(0, from) + alien + text.substring(to);
      default:
        return text.substring(0, to);
    }
  }

  /** A hostile text in the middle of a value, which often is SQL or a type. */
  private String within(String text) {
    MatchResult value = found(text, VALUE);
    if (value == null) {
      return text + hostile.any();
    }
    int at = value.start() + random.nextInt(value.end() - value.start() + 1);
    String between = random.nextBoolean() ? " " : "";
    return text.substring(0, at) + between + hostile.any() + between + text.substring(at);
  }

  private String word(String text) {
    MatchResult word = found(text, WORD);
    return word == null || random.nextInt(4) == 0 ? hostile.word() : word.group();
  }

  private String replaced(String text, Pattern pattern, String by) {
    MatchResult found = found(text, pattern);
    return found == null
        ? text + by
        : text.substring(0, found.start()) + by + text.substring(found.end());
  }

  private @Nullable MatchResult found(String text, Pattern pattern) {
    List<MatchResult> all = pattern.matcher(text).results().collect(Collectors.toList());
    return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
  }

  private String lines(String text, String other) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(9)) {
      case 0:
        lines.remove(at);
        break;
      case 1:
        lines.add(at, line);
        break;
      case 2:
        lines.set(at, lines.set(random.nextInt(lines.size()), line));
        break;
      case 3:
        lines.remove(at);
        lines.add(random.nextInt(lines.size() + 1), line);
        break;
      case 4:
        lines.set(at, " ".repeat(1 + random.nextInt(4)) + line);
        break;
      case 5:
        lines.set(at, line.replaceFirst("^ {1," + (1 + random.nextInt(4)) + "}", ""));
        break;
      case 6:
        lines.set(at, line.replaceFirst("^ *", "\t"));
        break;
      case 7:
        List<String> others = Arrays.asList(other.split("\n", -1));
        lines.add(at, others.get(random.nextInt(others.size())));
        break;
      default:
        int to = Math.min(lines.size(), at + 1 + random.nextInt(8));
        List<String> block = List.copyOf(lines.subList(at, to));
        for (int left = 1 << random.nextInt(9); left > 0; left--) {
          lines.addAll(to, block);
        }
    }
    return String.join("\n", lines);
  }
}
