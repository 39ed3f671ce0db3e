// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of tests with the diagnostics expected of it: {@code # error: COLUMN [CODE]} on the line
 * it is about, and in the file {@code NAME.errors} beside {@code NAME.yaml} those about its
 * pipeline, one {@code PIPELINE LINE:COLUMN CODE} a line.
 */
final class BrokenTestFile {
  private static final Pattern INLINE = Pattern.compile("# error: (\\d+) \\[(DR\\d{4})]");

  private final SourceFile file;
  private final Path folder;
  private final List<String> expected = new ArrayList<>();

  private BrokenTestFile(SourceFile file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  static BrokenTestFile read(Path path) throws IOException {
    Path folder = path.resolveSibling(".");
    String name = "broken/" + path.getFileName();
    BrokenTestFile read = new BrokenTestFile(SourceFile.of(name, Files.readString(path)), folder);
    read.expectInline();
    Path beside = Path.of(path.toString().replaceFirst("\\.yaml$", ".errors"));
    if (Files.exists(beside)) {
      read.expected.addAll(Files.readAllLines(beside));
    }
    read.expected.sort(null);
    return read;
  }

  private void expectInline() {
    for (int line = 1; line <= file.lineCount(); line++) {
      Matcher matcher = INLINE.matcher(file.lineText(line));
      while (matcher.find()) {
        expected.add(line + ":" + matcher.group(1) + " " + matcher.group(2));
      }
    }
  }

  /** {@code LINE:COLUMN CODE}, sorted as text; that of another file with its name before. */
  List<String> expected() {
    return expected;
  }

  /** All that a run reports. */
  List<Diagnostic> run(SpecTests runner) {
    SpecTestReport report = runner.run(file, folder, name -> true);
    List<Diagnostic> reported = new ArrayList<>(report.problems());
    report.results().forEach(result -> reported.addAll(result.problems()));
    return reported;
  }

  /** What is reported about the file before anything runs. */
  List<Diagnostic> check(SpecTests runner) {
    return runner.check(file, folder);
  }

  /** A diagnostic in the form of {@link #expected}. */
  String line(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    String place = span.line() + ":" + span.column() + " " + diagnostic.code().id();
    return span.file() == file ? place : span.file().name() + " " + place;
  }
}
