// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlSequence;
import java.util.List;
import java.util.stream.Collectors;

/** What a lookup answers with in a test. */
@AutoValue
abstract class TestTable {
  static TestTable of(LocatedText name, YamlSequence rows, YamlSequence failing) {
    return new AutoValue_TestTable(name, mappings(rows), mappings(failing));
  }

  /** That of the stream with the lookup. */
  abstract LocatedText name();

  abstract List<YamlMapping> rows();

  /** Keys for which nobody can be asked. */
  abstract List<YamlMapping> failing();

  private static List<YamlMapping> mappings(YamlSequence rows) {
    return rows.elements().stream().map(TestTable::mapping).collect(Collectors.toList());
  }

  private static YamlMapping mapping(YamlNode row) {
    return row instanceof YamlMapping ? (YamlMapping) row : YamlMapping.of(row.span(), List.of());
  }
}
