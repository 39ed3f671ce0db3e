// SPDX-License-Identifier: Apache-2.0
package dev.drey.state;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the state of an operator means, in words: of what kind it is, what is fixed about it, the
 * values by which it goes, and the parts that it has of each key. The words are compared, and are
 * what people read where they differ. A savepoint has them too.
 *
 * <p>Types are not among them: what bytes can become is the serializers' to say.
 */
@AutoValue
public abstract class StateShape implements Serializable {
  private static final long serialVersionUID = 1;

  public static StateShape of(String kind) {
    return new AutoValue_StateShape(kind, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** {@code window}, {@code source}. */
  public abstract String kind();

  /** What it is and has to stay, such as the window: subject to words. */
  public abstract Map<String, String> fixed();

  /** The columns by which it goes, each with the value that it has. */
  public abstract Map<String, String> key();

  /** What is kept of a key, such as the accumulators of calls, each with the value that it has. */
  public abstract Map<String, String> parts();

  /** The results that are made of parts, by name: how, and of which parts after that. */
  public abstract Map<String, List<String>> results();

  public final StateShape fixed(String subject, String words) {
    return new AutoValue_StateShape(
        kind(), with(fixed(), subject, words), key(), parts(), results());
  }

  public final StateShape key(String column, String value) {
    return new AutoValue_StateShape(
        kind(), fixed(), with(key(), column, value), parts(), results());
  }

  public final StateShape part(String name, String value) {
    return new AutoValue_StateShape(kind(), fixed(), key(), with(parts(), name, value), results());
  }

  public final StateShape result(String name, String how, List<String> ofParts) {
    List<String> made = new ArrayList<>(List.of(how));
    made.addAll(ofParts);
    return new AutoValue_StateShape(
        kind(), fixed(), key(), parts(), with(results(), name, List.copyOf(made)));
  }

  // Unlike Map.copyOf, with one order and serializable.
  private static <V> Map<String, V> with(Map<String, V> entries, String name, V value) {
    Map<String, V> more = new LinkedHashMap<>(entries);
    more.put(name, value);
    return more;
  }

  /** One line an entry, for a savepoint. */
  public final String encoded() {
    List<String> lines = new ArrayList<>();
    lines.add(line("kind", kind(), List.of()));
    fixed().forEach((name, value) -> lines.add(line("fixed", name, List.of(value))));
    key().forEach((name, value) -> lines.add(line("key", name, List.of(value))));
    parts().forEach((name, value) -> lines.add(line("part", name, List.of(value))));
    results().forEach((name, values) -> lines.add(line("result", name, values)));
    return String.join("\n", lines);
  }

  private static String line(String what, String name, List<String> values) {
    return what
        + "\t"
        + escaped(name)
        + values.stream().map(each -> "\t" + escaped(each)).collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        char escaped = text.charAt(i);
        c = escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped;
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /** What {@link #encoded} wrote; what a later version wrote beside it is left out. */
  public static StateShape decoded(String text) {
    StateShape shape = of("");
    for (String line : text.split("\n", -1)) {
      List<String> cells =
          List.of(line.split("\t", -1)).stream()
              .map(StateShape::plain)
              .collect(Collectors.toList());
      String name = cells.get(1);
      List<String> values = cells.subList(2, cells.size());
      switch (cells.get(0)) {
        case "kind":
          shape = of(name);
          break;
        case "fixed":
          shape = shape.fixed(name, values.get(0));
          break;
        case "key":
          shape = shape.key(name, values.get(0));
          break;
        case "part":
          shape = shape.part(name, values.get(0));
          break;
        case "result":
          shape = shape.result(name, values.get(0), values.subList(1, values.size()));
          break;
        default:
          break;
      }
    }
    return shape;
  }
}
