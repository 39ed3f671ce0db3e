// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import com.google.auto.value.AutoValue;
import com.google.auto.value.extension.memoized.Memoized;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.diagnostic.code.Severity;
import dev.drey.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * One problem of a spec at one place. The message is a sentence for a reader who sees the source
 * line: concrete, without class names, without a full stop.
 */
@AutoValue
public abstract class Diagnostic {
  public abstract DiagnosticCode code();

  public abstract String message();

  /** Where the caret goes, with a few words beside it. */
  public abstract Label primary();

  /** Other places that the reader needs to see. */
  public abstract List<Label> secondary();

  /** What to do, most likely first. */
  public abstract List<String> help();

  public Severity severity() {
    return code().severity();
  }

  public Span span() {
    return primary().span();
  }

  /** {@code file:line:column: error[DR0301]: message}, for logs and for test failures. */
  @Memoized
  @Override
  public String toString() {
    return span() + ": " + severity().label() + "[" + code().id() + "]: " + message();
  }

  public static Builder at(DiagnosticCode code, Span span, String message) {
    return new Builder(code, span, message);
  }

  /** Builds a {@link Diagnostic}. */
  public static final class Builder {
    private static final int LONGEST = 2000;

    private final DiagnosticCode code;
    private final Span span;
    private final String message;
    private String label = "";
    private final List<Label> secondary = new ArrayList<>();
    private final List<String> help = new ArrayList<>();

    private Builder(DiagnosticCode code, Span span, String message) {
      this.code = code;
      this.span = span;
      this.message = cut(message);
    }

    /** What is quoted in a sentence may be as long as a spec. */
    private static String cut(String text) {
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** The words beside the caret. */
    public Builder label(String text) {
      label = cut(text);
      return this;
    }

    public Builder and(Span place, String text) {
      secondary.add(Label.of(place, cut(text)));
      return this;
    }

    public Builder help(String text) {
      help.add(cut(text));
      return this;
    }

    public Diagnostic build() {
      return new AutoValue_Diagnostic(
          code, message, Label.of(span, label), List.copyOf(secondary), List.copyOf(help));
    }
  }
}
