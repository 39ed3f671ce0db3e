// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A change of a spec, of {@code changes.cases}, whose first lines say how it is written. */
final class StateCase {
  private static final Path FOLDER = Path.of("src/test/resources/state");
  private static final Pattern TIME = Pattern.compile("@(\\d+)");

  /** A text of the spec, what stands there before the change, and what after it. */
  private static final class Edit {
    private final String text;
    private @Nullable String before;
    private @Nullable String after;

    Edit(String text) {
      this.text = text;
    }
  }

  private final String group;
  private final String title;
  private String base = "tumbling";
  private boolean swap;
  private boolean both;
  private boolean planOnly;
  private boolean likeAll;
  private final List<Edit> edits = new ArrayList<>();
  private List<String> first = new ArrayList<>();
  private List<String> then = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private StateCase(String group, String title) {
    this.group = group;
    this.title = title;
  }

  static List<StateCase> read() throws IOException {
    List<StateCase> cases = new ArrayList<>();
    Map<String, StateCase> bases = new HashMap<>();
    String group = "";
    StateCase current = new StateCase("", "");
    for (String line : Files.readAllLines(FOLDER.resolve("changes.cases"))) {
      if (line.startsWith("== ")) {
        group = line.substring(3);
      } else if (line.startsWith("-- ")) {
        current = new StateCase(group, line.substring(3));
        cases.add(current);
      } else if (line.startsWith("base ") && group.isEmpty()) {
        current = new StateCase("", "");
        bases.put(line.substring(5), current);
      } else if (!line.isEmpty() && line.charAt(0) != '#') {
        current.line(line);
      }
    }
    for (StateCase each : cases) {
      StateCase of = requireNonNull(bases.get(each.base), each.base);
      each.first = each.first.isEmpty() ? of.first : each.first;
      if (!each.refusals.isEmpty() && each.then.isEmpty()) {
        String stream = each.base.matches("first|last") ? "once" : "sums";
        each.then = List.of("- expect: {" + stream + ": []}");
      } else if (each.then.isEmpty()) {
        each.then = of.then;
      }
    }
    return cases;
  }

  private void line(String line) {
    String rest = line.length() < 2 ? "" : line.substring(2);
    switch (line.split(" ", 2)[0]) {
      case "base":
        base = line.substring(5);
        break;
      case "<":
        edits.add(new Edit(rest.replace("\\n", "\n")));
        break;
      case ">":
        Edit edit = edits.get(edits.size() - 1);
        edit.before = edit.after;
        edit.after = rest.replace("\\n", "\n");
        break;
      case "from":
        both = true;
        break;
      case "swap":
        swap = true;
        break;
      case "plan":
        planOnly = true;
        break;
      case "=":
        likeAll = true;
        break;
      case "^":
        first.add(rest);
        break;
      case "|":
        then.add(rest);
        break;
      case "!":
        refusals.add(rest);
        break;
      case "~":
        notes.add(rest);
        break;
      default:
        throw new IllegalArgumentException("no line of a change: " + line);
    }
  }

  String group() {
    return group;
  }

  String title() {
    return title;
  }

  /** What a refusal says; empty where it goes on. */
  List<String> refusals() {
    return refusals;
  }

  /** What is said of a change that goes on. */
  List<String> notes() {
    return notes;
  }

  /** Whether nothing runs, because the state is the connector's or the cluster's. */
  boolean planOnly() {
    return planOnly;
  }

  /** Whether the results are those of the new spec over all records. */
  boolean likeAll() {
    return likeAll;
  }

  String before() throws IOException {
    return spec(swap);
  }

  String after() throws IOException {
    return spec(!swap);
  }

  private String spec(boolean changed) throws IOException {
    String spec = Files.readString(FOLDER.resolve(base + ".yaml"));
    for (Edit edit : edits) {
      String other = edit.before != null ? edit.before : both ? edit.after : edit.text;
      if (!spec.contains(edit.text)) {
        throw new IllegalArgumentException(title + ": the spec has no " + edit.text);
      }
      String text = requireNonNull(changed ? edit.after : other);
      int place = spec.indexOf(edit.text);
      spec = spec.substring(0, place) + text + spec.substring(place + edit.text.length());
    }
    return spec;
  }

  /** A test of its steps; with the change in the middle, or all by one spec. */
  String test(String pipeline, boolean withChange) {
    List<String> steps = new ArrayList<>(first);
    if (withChange) {
      steps.add("- restart: {spec: after.yaml}");
    }
    steps.addAll(then);
    StringBuilder test =
        new StringBuilder("apiVersion: drey/v1\npipeline: " + pipeline + "\ntests:\n");
    test.append("  - name: a change\n    steps:\n");
    for (String step : steps) {
      test.append("      ").append(TIME.matcher(step).replaceAll(StateCase::time)).append('\n');
    }
    return test.toString();
  }

  private static String time(java.util.regex.MatchResult seconds) {
    int second = Integer.parseInt(seconds.group(1));
    return String.format("2026-01-01T00:%02d:%02dZ", second / 60, second % 60);
  }

  @Override
  public String toString() {
    return group + ": " + title;
  }
}
