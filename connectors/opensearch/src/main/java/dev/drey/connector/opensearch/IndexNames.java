// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.async.RefusedRowException;
import dev.drey.row.RowFunction;
import dev.drey.text.Visible;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index of a row. Law: its name begins as the spec says, and is one that the system takes for a
 * name and for nothing else, such as a pattern or a date to be computed.
 */
final class IndexNames implements Serializable {
  private static final long serialVersionUID = 1;

  /** Those of the documentation of index names. */
  private static final String NEVER = "\\/*?\"<>|,#: ";

  private static final int LONGEST = 255;

  private final String start;
  private final @Nullable RowFunction suffix;

  IndexNames(String start, @Nullable RowFunction suffix) {
    this.start = start;
    this.suffix = suffix;
  }

  /** Called once before the first row. */
  void open() {
    Optional.ofNullable(suffix).ifPresent(RowFunction::open);
  }

  boolean areFixed() {
    return suffix == null;
  }

  String of(Object[] row) throws RefusedRowException {
    if (suffix == null) {
      return start;
    }
    Object value = suffix.apply(row);
    if (value == null) {
      throw new RefusedRowException("its `indexSuffix` is NULL, and no index has such a name");
    }
    String name = start + value;
    Optional<String> fault = fault(name);
    if (fault.isPresent()) {
      throw new RefusedRowException("`" + shown(name) + "` is no name of an index: " + fault.get());
    }
    return name;
  }

  private static String shown(String name) {
    String start = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return Visible.line(start);
  }

  /** Why it cannot be the name of an index. */
  static Optional<String> fault(String name) {
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("it is a folder");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of("it has more than " + LONGEST + " bytes");
    }
    if ("-_+".indexOf(name.charAt(0)) >= 0) {
      return Optional.of("none begins with `-`, `_` or `+`");
    }
    return name.codePoints()
        .filter(each -> !isAllowed(each))
        .mapToObj(each -> "it has the character " + Visible.line(Character.toString(each)))
        .findFirst();
  }

  private static boolean isAllowed(int character) {
    return NEVER.indexOf(character) < 0
        && !Character.isISOControl(character)
        && !Character.isWhitespace(character)
        && Character.getType(character) != Character.SURROGATE
        && Character.toLowerCase(character) == character;
  }
}
