// SPDX-License-Identifier: Apache-2.0
package dev.drey.yaml;

import com.google.auto.value.AutoValue;
import dev.drey.source.Span;

/** One key of a mapping with its value. */
@AutoValue
public abstract class YamlEntry {
  public static YamlEntry of(YamlScalar key, YamlNode value) {
    return new AutoValue_YamlEntry(key, value);
  }

  public abstract YamlScalar key();

  public abstract YamlNode value();

  public String name() {
    return key().text().text();
  }

  /** Where the value stands, or the key where the value is empty. */
  public Span valueOrKeySpan() {
    Span value = value().span();
    return value.start() == value.end() ? key().span() : value;
  }
}
