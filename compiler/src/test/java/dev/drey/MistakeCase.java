// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.testkit.BrokenSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * One mistake in a good spec. In a file of cases {@code - } has a text of the good spec, {@code + }
 * what stands there instead, {@code ! } a finding with its place, {@code = } the help below it; a
 * line end is {@code \n}, a tab {@code \t}.
 */
final class MistakeCase {
  private static final Path FOLDER = Paths.get("src/test/resources/mistakes");
  private static final int SHOWN = 60;

  private final String text;
  private String instead = "";
  private final List<String> found = new ArrayList<>();

  private MistakeCase(String text) {
    this.text = text;
  }

  static String good() throws IOException {
    return Files.readString(FOLDER.resolve("meters.yaml"));
  }

  static List<MistakeCase> read(String file) throws IOException {
    List<MistakeCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      if (line.startsWith("- ")) {
        cases.add(new MistakeCase(unescaped(line)));
      } else if (line.startsWith("+ ")) {
        cases.get(cases.size() - 1).instead = unescaped(line);
      } else if (line.startsWith("! ") || line.startsWith("= ")) {
        cases.get(cases.size() - 1).found.add(line);
      } else {
        assertThat(line).as("a comment, or nothing").matches("#.*|");
      }
    }
    return cases;
  }

  private static String unescaped(String line) {
    return line.substring(2).replace("\\n", "\n").replace("\\t", "\t");
  }

  /** The good spec with the mistake in it. */
  String spec(String good) {
    int at = good.indexOf(text);
    assertThat(at).as("the good spec has this text").isNotNegative();
    assertThat(good.lastIndexOf(text)).as("once").isEqualTo(at);
    return good.replace(text, instead);
  }

  /** What is to be found, in the form of the file. */
  List<String> expected() {
    return found;
  }

  /** What is found in a spec, in the same form. */
  static List<String> found(PipelineCompiler compiler, String spec) {
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic :
        new TestedCompiler(compiler).result(BrokenSpec.of("meters.yaml", spec)).diagnostics()) {
      String place = diagnostic.span().text().replace("\n", "\\n").replace("\t", "\\t");
      found.add(
          "! "
              + diagnostic.code().id()
              + " "
              + (place.length() > SHOWN ? place.substring(0, SHOWN) : place));
      diagnostic.help().forEach(help -> found.add("= " + help));
    }
    return found;
  }

  @Override
  public String toString() {
    return "+ " + instead;
  }
}
