package dev.drey;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A spec with the diagnostics expected of it. An expectation stands on the line it is about, {@code
 * # error: COLUMN [CODE]} or {@code # warning: COLUMN [CODE]}, several on a line where there are
 * several; or in the file {@code NAME.errors} beside {@code NAME.yaml}, one {@code LINE:COLUMN
 * CODE} a line. A line {@code # params: name=value other=value} gives the launch-time values, and
 * makes those missing an error.
 */
final class BrokenSpec {
  private static final Pattern INLINE =
      Pattern.compile("# (?:error|warning): (\\d+) \\[(DR\\d{4})]");
  private static final Pattern PARAMS = Pattern.compile("(?m)^# params:(.*)$");

  private final SourceFile file;
  private final List<String> expected;

  private BrokenSpec(SourceFile file, List<String> expected) {
    this.file = file;
    this.expected = expected;
  }

  static BrokenSpec read(Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    SourceFile file = SourceFile.of(name, text(path));
    List<String> expected = inline(file);
    Path beside = path.resolveSibling(name.replaceFirst("\\.yaml$", ".errors"));
    if (Files.exists(beside)) {
      Files.readAllLines(beside).stream().filter(line -> !line.isBlank()).forEach(expected::add);
    }
    expected.sort(null);
    return new BrokenSpec(file, expected);
  }

  static BrokenSpec of(String name, String text) {
    SourceFile file = SourceFile.of(name, text);
    return new BrokenSpec(file, inline(file));
  }

  // Bytes that are no UTF-8 reach the reader as the replacement character, as they do from disk.
  private static String text(Path path) throws IOException {
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }

  private static List<String> inline(SourceFile file) {
    List<String> expected = new ArrayList<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      Matcher matcher = INLINE.matcher(file.lineText(line));
      while (matcher.find()) {
        expected.add(line + ":" + matcher.group(1) + " " + matcher.group(2));
      }
    }
    return expected;
  }

  /** {@code LINE:COLUMN CODE}, sorted as text. */
  List<String> expected() {
    return expected;
  }

  CompileResult compile(PipelineCompiler compiler) {
    CompilerOptions.Builder options = CompilerOptions.builder();
    Matcher matcher = PARAMS.matcher(file.text());
    if (matcher.find()) {
      Map<String, String> params = new HashMap<>();
      for (String pair : matcher.group(1).trim().split("\\s+")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          params.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
      options.params(params).requireParams(true);
    }
    return compiler.compile(file, options.build());
  }

  /** What was reported, in the form of {@link #expected}. */
  static List<String> reported(CompileResult result) {
    return result.diagnostics().stream()
        .map(BrokenSpec::reported)
        .sorted()
        .collect(Collectors.toList());
  }

  private static String reported(Diagnostic diagnostic) {
    return diagnostic.span().line()
        + ":"
        + diagnostic.span().column()
        + " "
        + diagnostic.code().id();
  }

  /** The diagnostics in full, for the message of a failing test. */
  static String listing(CompileResult result) {
    return result.diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n", "reported:\n", ""));
  }
}
