// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;
import java.util.List;

/** A list. */
@AutoValue
public abstract class YamlSequence implements YamlNode {
  public static YamlSequence of(Span span, List<YamlNode> elements) {
    return new AutoValue_YamlSequence(span, List.copyOf(elements));
  }

  @Override
  public abstract Span span();

  public abstract List<YamlNode> elements();

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.sequence(this);
  }
}
