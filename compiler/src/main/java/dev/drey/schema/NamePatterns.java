// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.re2j.Pattern;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.yaml.YamlScalar;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of names, in words. */
final class NamePatterns {
  private NamePatterns() {}

  /** The class of one character and nothing else. */
  private static final Pattern CHARACTER = Pattern.compile("^\\^\\[(?:\\\\.|[^\\]])*\\]\\$$");

  /**
   * A name or text that does not have the form that its pattern says.
   *
   * @param example one that has it, as YAML; empty where none is known
   */
  static Diagnostic problem(@Nullable String pattern, YamlScalar text, Optional<String> example) {
    String written = text.text().text();
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.BAD_NAME,
            text.span(),
            "`" + written + "` is not of the form " + words(pattern));
    String near = near(pattern, written);
    problem.help(near.isEmpty() ? form(pattern, example) : "`" + near + "` would do");
    return problem.build();
  }

  /** Whether it is the form of a name, which a text of another form is all the same. */
  static boolean isName(@Nullable String pattern) {
    return PipelineGrammar.NAME.equals(pattern)
        || PipelineGrammar.PIPELINE_NAME.equals(pattern)
        || PipelineGrammar.IDENTIFIER.equals(pattern);
  }

  private static String words(@Nullable String pattern) {
    if (PipelineGrammar.NAME.equals(pattern)) {
      return "of a name: a lower-case letter, then lower-case letters, digits and `_`, at most 63";
    }
    if (PipelineGrammar.PIPELINE_NAME.equals(pattern)) {
      return "of a name: a lower-case letter, then lower-case letters, digits and `-`, at most 63";
    }
    if (PipelineGrammar.IDENTIFIER.equals(pattern)) {
      return "of a name: a letter or `_`, then letters, digits and `_`, at most 63";
    }
    return "`" + pattern + "`";
  }

  /** What to write where nothing near has the form. */
  private static String form(@Nullable String pattern, Optional<String> example) {
    if (isName(pattern)) {
      return "write letters of a to z, such as `late_rows`".replace('_', separator(pattern));
    }
    if (pattern != null && pattern.startsWith("^DR")) {
      return "write the code of a warning as it stands in brackets, such as `DR0408`";
    }
    return pattern != null && CHARACTER.matcher(pattern).find()
        ? "write one character, such as `\";\"`; a tab is `\"\\t\"`"
        : "write a text of that form" + example.map(text -> ", such as `" + text + "`").orElse("");
  }

  private static char separator(@Nullable String pattern) {
    return pattern != null && pattern.contains("_") ? '_' : '-';
  }

  /** The same name in the right form, where only letter case and separators differ. */
  private static String near(@Nullable String pattern, String written) {
    if (pattern == null) {
      return "";
    }
    String separator = String.valueOf(separator(pattern));
    String changed =
        written
            .replaceAll("([a-z0-9])([A-Z])", "$1" + separator + "$2")
            .replaceAll("[-_ .]+", separator);
    String lower = pattern.contains("A-Z") ? changed : changed.toLowerCase(Locale.ROOT);
    return Pattern.compile(pattern).matcher(lower).find() ? lower : "";
  }
}
