package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One mistake at a time, made in a good spec: what is found, where, and what the help says to
 * write. In {@code mistakes/meters.cases} {@code - } has a text of the good spec, {@code + } what
 * stands there instead, {@code ! } a finding with its place, {@code = } the help below it; a line
 * end is {@code \n}, a tab {@code \t}.
 */
class MistakesTest {
  private static final Path FOLDER = Paths.get("src/test/resources/mistakes");
  private static final int SHOWN = 60;

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(MistakesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> isFoundAndHelped() throws IOException {
    String good = good();
    return cases().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    "+ " + c.instead, () -> assertThat(found(c, good)).isEqualTo(c.found)));
  }

  @Test
  void theGoodSpecHasNone() throws IOException {
    assertThat(BrokenSpec.of("meters.yaml", good()).compile(compiler).diagnostics()).isEmpty();
  }

  private static String good() throws IOException {
    return Files.readString(FOLDER.resolve("meters.yaml"));
  }

  private List<String> found(Case mistake, String good) {
    int at = good.indexOf(mistake.text);
    assertThat(at).as("the good spec has this text").isNotNegative();
    assertThat(good.lastIndexOf(mistake.text)).as("once").isEqualTo(at);
    String spec = good.replace(mistake.text, mistake.instead);
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic :
        BrokenSpec.of("meters.yaml", spec).compile(compiler).diagnostics()) {
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

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("meters.cases"))) {
      if (line.startsWith("- ")) {
        cases.add(new Case(unescaped(line)));
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

  private static final class Case {
    private final String text;
    private String instead = "";
    private final List<String> found = new ArrayList<>();

    private Case(String text) {
      this.text = text;
    }
  }
}
