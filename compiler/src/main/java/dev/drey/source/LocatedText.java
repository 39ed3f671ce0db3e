// SPDX-License-Identifier: Apache-2.0
package dev.drey.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The value of a scalar with the place of each of its characters: escapes, folded lines and
 * parameters make value and source differ. A diagnostic inside an expression finds its place here.
 */
public final class LocatedText {
  private final String text;
  private final Span span;
  private final int[] offsets;
  private final boolean unresolved;
  private final List<ParamUse> params;
  private final @Nullable String condition;

  private LocatedText(
      String text,
      Span span,
      int[] offsets,
      boolean unresolved,
      List<ParamUse> params,
      @Nullable String condition) {
    if (offsets.length != text.length() + 1) {
      throw new IllegalArgumentException("one offset a character and one for the end");
    }
    this.text = text;
    this.span = span;
    this.offsets = offsets.clone();
    this.unresolved = unresolved;
    this.params = List.copyOf(params);
    this.condition = condition;
  }

  /**
   * @param span the whole scalar in the source, with its quotes
   * @param offsets for each character of the text, and for its end, the offset in the file
   * @param unresolved whether a parameter without a value stands in the text, filled in by a
   *     stand-in of its type
   */
  public static LocatedText of(String text, Span span, int[] offsets, boolean unresolved) {
    return new LocatedText(text, span, offsets, unresolved, List.of(), null);
  }

  /** This text as an expression in which parameters stand for values. */
  public LocatedText withParams(List<ParamUse> uses) {
    return uses.isEmpty()
        ? this
        : new LocatedText(text, span, offsets, unresolved, uses, condition);
  }

  /** This text as what a parameter makes of it, which is written so. */
  public LocatedText withCondition(String written) {
    return new LocatedText(text, span, offsets, unresolved, params, written);
  }

  /** Text whose characters all stand at the start of the span: made up, or of unknown layout. */
  public static LocatedText at(String text, Span span) {
    int[] offsets = IntStream.rangeClosed(0, text.length()).map(i -> span.start()).toArray();
    offsets[text.length()] = span.end();
    return new LocatedText(text, span, offsets, false, List.of(), null);
  }

  /** What stands for a text that cannot be read: a problem has been reported for it. */
  public static LocatedText unreadable(Span span) {
    return new LocatedText("", span, new int[] {span.end()}, true, List.of(), null);
  }

  /** The first characters of this text, of the same scalar. */
  public LocatedText start(int length) {
    return new LocatedText(
        text.substring(0, length),
        span,
        Arrays.copyOf(offsets, length + 1),
        unresolved,
        params.stream().filter(use -> use.to() <= length).collect(Collectors.toList()),
        condition);
  }

  public String text() {
    return text;
  }

  /** The whole scalar, with its quotes. */
  public Span span() {
    return span;
  }

  /** The place of the characters from {@code from} up to, and without, {@code to}; at least one. */
  public Span span(int from, int to) {
    int safeFrom = Math.min(Math.max(from, 0), text.length());
    int safeTo = Math.min(Math.max(to, safeFrom), text.length());
    int start = offsets[safeFrom];
    int end = safeTo > safeFrom ? offsets[safeTo - 1] + 1 : start;
    return Span.of(span.file(), start, Math.max(start, Math.min(end, span.file().text().length())));
  }

  /** Whether a parameter without a value stands in the text. */
  public boolean unresolved() {
    return unresolved;
  }

  /** The parameters that stand for values in this expression, from left to right. */
  public List<ParamUse> params() {
    return params;
  }

  /** How it is written where it is one parameter's value, or a condition on one. */
  public Optional<String> condition() {
    return Optional.ofNullable(condition);
  }

  /** Whether it stands for a text that could not be read: then it gives no findings at all. */
  public boolean isUnreadable() {
    return unresolved && text.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LocatedText
        && text.equals(((LocatedText) other).text)
        && span.equals(((LocatedText) other).span)
        && params.equals(((LocatedText) other).params);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
