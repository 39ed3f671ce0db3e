// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.source.Span;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The paths of a tree: {@code streams.velocity.window.tumbling}, a key behind each dot. The
 * elements of a list have the path of the list.
 */
public final class TreePaths {
  private TreePaths() {}

  /**
   * The paths of the innermost keys at whose name or value a place begins: several for an alias,
   * where all that it stands for begins; none outside of every key.
   */
  public static Set<String> at(YamlNode root, Span place) {
    Set<String> paths = new LinkedHashSet<>();
    collect(root, "", place.start(), paths);
    return paths;
  }

  private static void collect(YamlNode node, String path, int offset, Set<String> paths) {
    if (node instanceof YamlSequence) {
      ((YamlSequence) node).elements().forEach(element -> collect(element, path, offset, paths));
    } else if (node instanceof YamlMapping) {
      for (YamlEntry entry : ((YamlMapping) node).entries()) {
        String below = path.isEmpty() ? entry.name() : path + "." + entry.name();
        int before = paths.size();
        collect(entry.value(), below, offset, paths);
        boolean here = holds(entry.key().span(), offset) || holds(entry.value().span(), offset);
        if (here && paths.size() == before) {
          paths.add(below);
        }
      }
    }
  }

  private static boolean holds(Span span, int offset) {
    return span.start() <= offset && offset < Math.max(span.end(), span.start() + 1);
  }
}
