// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.SyntaxCodes;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text to located tree. One document; no tags, no merge keys, no key twice; anchors and aliases
 * within {@link YamlLimits}, where the places of an alias's values are the alias.
 */
public final class YamlReader {
  /** What readers of files put where bytes are not text. */
  private static final char REPLACEMENT = '\uFFFD';

  private YamlReader() {}

  /** The tree, where nothing is wrong; problems go to the diagnostics. */
  public static Optional<YamlNode> read(SourceFile file, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    Optional<YamlNode> root = legible(file, found);
    diagnostics.addAll(found.list());
    return root.filter(tree -> !found.hasErrors());
  }

  /** The tree, also where a key stands twice, which is reported: then the first one holds. */
  public static Optional<YamlNode> legible(SourceFile file, Diagnostics diagnostics) {
    if (file.text().length() > YamlLimits.TEXT) {
      diagnostics.add(
          Diagnostic.at(
                  SyntaxCodes.TOO_LARGE,
                  Span.of(file, YamlLimits.TEXT, YamlLimits.TEXT + 1),
                  "a spec holds at most 1,048,576 characters, and this one has "
                      + String.format("%,d", file.text().length()))
              .label("the limit is here")
              .help("split the pipeline, or move data out of the spec"));
      return Optional.empty();
    }
    int replaced = file.text().indexOf(REPLACEMENT);
    if (replaced >= 0) {
      diagnostics.add(
          Diagnostic.at(
                  SyntaxCodes.NOT_UTF8,
                  Span.of(file, replaced, replaced + 1),
                  "there was something here that is not UTF-8 text")
              .help("save the file as UTF-8"));
      return Optional.empty();
    }
    Diagnostics found = new Diagnostics();
    Optional<YamlNode> root = new EventComposer(file, found).compose();
    diagnostics.addAll(found.list());
    boolean legible =
        found.list().stream()
            .allMatch(
                each ->
                    each.code() == SyntaxCodes.DUPLICATE_KEY || each.severity() != Severity.ERROR);
    return root.filter(tree -> legible);
  }

  /** As {@link #read(SourceFile, Diagnostics)}, for the bytes of a file. */
  public static Optional<YamlNode> read(String name, byte[] bytes, Diagnostics diagnostics) {
    return decode(name, bytes, diagnostics).flatMap(file -> read(file, diagnostics));
  }

  /** The text of a file that is UTF-8, with or without a byte order mark. */
  public static Optional<SourceFile> decode(String name, byte[] bytes, Diagnostics diagnostics) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(input, output, true);
    if (!result.isError()) {
      output.flip();
      return Optional.of(SourceFile.of(name, output.toString()));
    }
    // What is shown around the place: the whole text, with U+FFFD for what is not UTF-8.
    SourceFile shown = SourceFile.of(name, new String(bytes, StandardCharsets.UTF_8));
    int offset = Math.min(output.position(), shown.text().length() - 1);
    diagnostics.add(
        Diagnostic.at(
                SyntaxCodes.NOT_UTF8,
                Span.of(shown, offset, offset + 1),
                String.format(
                    "the byte 0x%02X here is not UTF-8 text", bytes[input.position()] & 0xFF))
            .help(
                isUtf16(bytes)
                    ? "the file looks like UTF-16: save it as UTF-8"
                    : "save the file as UTF-8"));
    return Optional.empty();
  }

  private static boolean isUtf16(byte[] bytes) {
    return bytes.length > 1
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
  }
}
