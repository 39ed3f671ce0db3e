// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;

/**
 * A scalar. Its kind is what the core schema of YAML 1.2 makes of it, in decimal only: {@code NO},
 * {@code 0x1F}, {@code 2026-01-01} and {@code .inf} are texts.
 */
@AutoValue
public abstract class YamlScalar implements YamlNode {
  /** What a scalar is to a reader who does not know which key it stands for. */
  public enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    /** Nothing at all, {@code ~} or {@code null}. */
    NULL
  }

  public static YamlScalar of(LocatedText text, Kind kind) {
    return new AutoValue_YamlScalar(text, kind);
  }

  /** What stands for a scalar that cannot be read. */
  public static YamlScalar unreadable(Span span) {
    return of(LocatedText.unreadable(span), Kind.TEXT);
  }

  /** As written, without quotes and escapes: {@code 1.50} stays {@code 1.50}. */
  public abstract LocatedText text();

  public abstract Kind kind();

  @Override
  public Span span() {
    return text().span();
  }

  /** Whether nothing is written, as in {@code card_id:}. */
  public boolean isEmpty() {
    return kind() == Kind.NULL && text().text().isEmpty();
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.scalar(this);
  }
}
