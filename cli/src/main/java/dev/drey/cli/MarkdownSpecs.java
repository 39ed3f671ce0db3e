// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The specs in a Markdown text: fenced blocks of YAML that say {@code apiVersion: drey/}. Each
 * becomes a text in which every other line is blank, so that its places are those of the Markdown.
 */
final class MarkdownSpecs {
  private static final Pattern OPEN =
      Pattern.compile("^ *(`{3,}|~{3,})\\s*ya?ml\\b.*$", Pattern.CASE_INSENSITIVE);

  private MarkdownSpecs() {}

  static List<SourceFile> in(SourceFile markdown) {
    List<SourceFile> specs = new ArrayList<>();
    String text = markdown.text();
    int line = 0;
    int lineStart = 0;
    int blockStart = -1;
    String fence = "";
    while (line < markdown.lineCount()) {
      line++;
      String content = markdown.lineText(line);
      int next = Math.min(text.length(), nextLine(text, lineStart + content.length()));
      if (blockStart < 0) {
        Matcher open = OPEN.matcher(content);
        if (open.matches()) {
          fence = String.valueOf(open.group(1));
          blockStart = next;
        }
      } else if (content.strip().startsWith(fence)) {
        add(markdown, blockStart, lineStart, specs);
        blockStart = -1;
      }
      lineStart = next;
    }
    if (blockStart >= 0) {
      add(markdown, blockStart, text.length(), specs);
    }
    return specs;
  }

  private static int nextLine(String text, int end) {
    int at = end;
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }

  private static void add(SourceFile markdown, int from, int to, List<SourceFile> specs) {
    String block = markdown.text().substring(from, to);
    if (SpecInput.isOurs(block)) {
      // A blank for each UTF-16 unit, in which places are counted.
      StringBuilder before = new StringBuilder(markdown.text().substring(0, from));
      for (int i = 0; i < from; i++) {
        char c = before.charAt(i);
        before.setCharAt(i, c == '\r' || c == '\n' ? c : ' ');
      }
      SourceFile spec = SourceFile.of(markdown.name(), before.append(block).toString());
      specs.add(markdown.folder().map(spec::in).orElse(spec));
    }
  }
}
