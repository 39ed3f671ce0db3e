// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A spec with the diagnostics expected of it. An expectation stands on the line it is about, {@code
 * # error: COLUMN [CODE]} or {@code # warning: COLUMN [CODE]}, several on a line where there are
 * several; or in the file {@code NAME.errors} beside {@code NAME.yaml}, one {@code LINE:COLUMN
 * CODE} a line. A line {@code # params: name=value other=value} gives the launch-time values, and
 * makes those missing an error.
 */
public final class BrokenSpec {
  private static final Pattern INLINE =
      Pattern.compile("# (?:error|warning): (\\d+) \\[(DR\\d{4})]");
  private static final Pattern PARAMS = Pattern.compile("(?m)^# params:(.*)$");

  private final String name;
  private final String text;
  private final List<String> expected;
  private final Optional<Path> folder;

  private BrokenSpec(String name, String text, List<String> expected, Optional<Path> folder) {
    this.name = name;
    this.text = text;
    this.expected = expected;
    this.folder = folder;
  }

  public static BrokenSpec read(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    // Bytes that are no UTF-8 reach the reader as the replacement character, as they do from disk.
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    List<String> expected = inline(text);
    Path beside = path.resolveSibling(name.replaceFirst("\\.yaml$", ".errors"));
    if (Files.exists(beside)) {
      Files.readAllLines(beside).stream().filter(line -> !line.isBlank()).forEach(expected::add);
    }
    expected.sort(null);
    return new BrokenSpec(name, text, expected, Optional.of(path.resolveSibling("")));
  }

  public static BrokenSpec of(String name, String text) {
    return new BrokenSpec(name, text, inline(text), Optional.empty());
  }

  /** The specs below a folder, by path. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(".yaml")).sorted().collect(toList());
    }
  }

  private static List<String> inline(String text) {
    List<String> expected = new ArrayList<>();
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher matcher = INLINE.matcher(lines[i]);
      while (matcher.find()) {
        expected.add((i + 1) + ":" + matcher.group(1) + " " + matcher.group(2));
      }
    }
    return expected;
  }

  /** As messages show it. */
  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** Where the files stand that it names; empty where it is no file itself. */
  public Optional<Path> folder() {
    return folder;
  }

  /** {@code LINE:COLUMN CODE}, sorted as text. */
  public List<String> expected() {
    return expected;
  }

  /** The launch-time values, each of which is needed then; empty where the spec says none. */
  public Optional<Map<String, String>> params() {
    Matcher matcher = PARAMS.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (String pair : matcher.group(1).trim().split("\\s+")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        params.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return Optional.of(params);
  }

  /** What was reported, in the form of {@link #expected}. */
  public static List<String> places(List<Reported> reported) {
    return reported.stream().map(Reported::place).sorted().collect(toList());
  }

  /** The diagnostics in full, for the message of a failing test. */
  public static String listing(List<Reported> reported) {
    return reported.stream().map(Reported::toString).collect(joining("\n", "reported:\n", ""));
  }
}
