// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One mistake at a time, made in a good spec: what is found, where, and what the help says to
 * write. In {@code pasted.cases} stand those whose help makes the spec good again when its text is
 * put where the mistake was, and this is tried.
 */
class MistakesTest {
  private static final String PASTED = "pasted.cases";

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(MistakesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> isFoundAndHelped() throws IOException {
    String good = MistakeCase.good();
    List<MistakeCase> cases = new ArrayList<>(MistakeCase.read("meters.cases"));
    cases.addAll(MistakeCase.read(PASTED));
    return cases.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.toString(),
                    () ->
                        assertThat(MistakeCase.found(compiler, c.spec(good)))
                            .isEqualTo(c.expected())));
  }

  @TestFactory
  Stream<DynamicTest> theHelpsTextIsRight() throws IOException {
    String good = MistakeCase.good();
    PastedHelp pasted = new PastedHelp(compiler);
    return MistakeCase.read(PASTED).stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.toString(), () -> assertThat(pasted.applied(c.spec(good))).isPresent()));
  }

  @Test
  void everyFindingSaysWhatToWrite() throws IOException {
    for (String file : List.of("meters.cases", PASTED)) {
      for (MistakeCase mistake : MistakeCase.read(file)) {
        String findings = String.join("\n", mistake.expected()) + "\n";
        assertThat(findings).as(mistake.toString()).matches("(?s)(! [^\n]*\n(= [^\n]*\n)+)+");
      }
    }
  }

  @Test
  void theGoodSpecHasNone() throws IOException {
    assertThat(MistakeCase.found(compiler, MistakeCase.good())).isEmpty();
  }
}
