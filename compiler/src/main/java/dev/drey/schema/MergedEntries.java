// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlScalar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entries of a mapping from names to expressions whose name and expression are one text, for want
 * of a colon and a space, or stand the wrong way round.
 */
final class MergedEntries {
  private static final Pattern MERGED =
      Pattern.compile("([A-Za-z_]\\w*)(?:\\s*:?=\\s*|:|\\s+(?![Aa][Ss]\\b))([^\\s=].*)");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private MergedEntries() {}

  /** The entry that was meant; empty where this one says what it says. */
  static Optional<YamlEntry> meant(Shape element, YamlEntry entry) {
    boolean expression =
        element.kind() == Shape.Kind.EXPRESSION || element.kind() == Shape.Kind.AGGREGATE;
    if (!expression || !(entry.value() instanceof YamlScalar)) {
      return Optional.empty();
    }
    YamlScalar value = (YamlScalar) entry.value();
    Matcher merged = MERGED.matcher(entry.name());
    if (value.isEmpty() && merged.matches()) {
      return Optional.of(
          entry(entry, String.valueOf(merged.group(1)), String.valueOf(merged.group(2))));
    }
    boolean turned =
        entry.name().matches("[A-Za-z_]\\w*\\(.*\\)")
            && NAME.matcher(value.text().text()).matches();
    return turned ? Optional.of(entry(entry, value.text().text(), entry.name())) : Optional.empty();
  }

  private static YamlEntry entry(YamlEntry written, String name, String expression) {
    return YamlEntry.of(
        YamlScalar.of(LocatedText.at(name, written.key().span()), YamlScalar.Kind.TEXT),
        YamlScalar.of(LocatedText.at(expression, written.key().span()), YamlScalar.Kind.TEXT));
  }

  static Diagnostic.Builder problem(YamlEntry written, YamlEntry meant) {
    boolean turned = written.name().endsWith(")") && !((YamlScalar) written.value()).isEmpty();
    return Diagnostic.at(
            StructureCodes.WRONG_SHAPE,
            written.key().span(),
            turned
                ? "the name comes first, and the expression behind the colon"
                : "`" + written.name() + "` is a name without an expression")
        .help("write `" + meant.name() + ": " + FlowText.of(meant.value()) + "`");
  }
}
