// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.diagnostic.code.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of a code: what it means, a wrong spec and the right one. What it shows is true: the
 * wrong spec gives the code, the right one does not. Pages whose example is no pipeline (a launch,
 * a test of a spec) are only read.
 */
public final class DiagnosticPage {
  private final DiagnosticCode code;
  private final String text;

  private DiagnosticPage(DiagnosticCode code) {
    this.code = code;
    this.text = code.page();
  }

  public static DiagnosticPage of(DiagnosticCode code) {
    return new DiagnosticPage(code);
  }

  /** The pipeline that is wrong; empty where the example is something else. */
  public Optional<BrokenSpec> wrong() {
    return pipeline("Wrong");
  }

  /** The pipeline in the fenced block below a heading. */
  private Optional<BrokenSpec> pipeline(String heading) {
    Matcher block = Pattern.compile("(?s)\n## " + heading + "\n.*?```yaml\n(.*?)```").matcher(text);
    boolean isBelow = block.find() && !block.group().substring(4).contains("\n## ");
    return isBelow
            && block.group(1).contains("drey/v1")
            && !Pattern.compile("(?m)^tests:").matcher(block.group(1)).find()
        ? Optional.of(BrokenSpec.of(heading.toLowerCase(Locale.ROOT) + ".yaml", block.group(1)))
        : Optional.empty();
  }

  /** Fails where the page says what is not so. */
  public void check(SpecCompiler compiler) {
    assertThat(text).startsWith("# " + code + ": ");
    assertThat(text).contains("\n## Wrong\n", "\n## Right\n");
    wrong()
        .map(compiler::compile)
        .ifPresent(
            reported ->
                assertThat(codes(reported)).as(BrokenSpec.listing(reported)).contains(code));
    pipeline("Right")
        .map(compiler::compile)
        .ifPresent(
            reported ->
                assertThat(reported)
                    .as(BrokenSpec.listing(reported))
                    .noneMatch(each -> each.code().equals(code) || isError(each)));
  }

  private static boolean isError(Reported reported) {
    return reported.code().severity() == Severity.ERROR;
  }

  private static List<DiagnosticCode> codes(List<Reported> reported) {
    return reported.stream().map(Reported::code).collect(Collectors.toList());
  }
}
