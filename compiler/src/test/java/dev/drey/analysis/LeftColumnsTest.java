// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.expression.value.ColumnNotes;
import dev.drey.expression.value.Hidden;
import dev.drey.model.StreamSpec;
import dev.drey.plan.Port;
import dev.drey.schema.LaunchValues;
import dev.drey.schema.SpecReader;
import dev.drey.source.SourceFile;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftColumnsTest {
  private static final Catalog CATALOG = Catalog.load(LeftColumnsTest.class.getClassLoader());
  private static final Flow BEFORE = flow("a", "b");

  private final StreamSpec passes = stream("{from: cards, where: a = ''}");
  private final StreamSpec renames = stream("{from: cards, rename: {c: a}}");

  @Test
  void ofTheStreamsBeforeAreSharedAndLookedForOnlyWhenAsked() {
    List<String> asked = new ArrayList<>();
    ColumnNotes earlier =
        name -> {
          asked.add(name);
          return name.equals("lost") ? Optional.of("there") : Optional.empty();
        };
    Flow input = BEFORE.withHidden(Hidden.none().withNotes(earlier));

    assertThat(LeftColumns.of(passes, input, input, input)).isSameAs(earlier);
    ColumnNotes renamed = LeftColumns.of(renames, input, input, flow("c", "b"));
    assertThat(asked).isEmpty();
    assertThat(renamed.of("a")).contains("`s` calls it `c`");
    assertThat(asked).isEmpty();
    assertThat(renamed.of("lost")).contains("there");
    assertThat(asked).containsExactly("lost");
  }

  @Test
  void areLookedForAFewStreamsBack() {
    int[] asked = {0};
    Hidden hidden =
        Hidden.none()
            .withNotes(
                name -> {
                  asked[0]++;
                  return Optional.empty();
                });
    for (int i = 0; i < 20_000; i++) {
      Flow input = BEFORE.withHidden(hidden);
      hidden = Hidden.none().withNotes(LeftColumns.of(renames, input, input, flow("c", "b")));
    }
    assertThat(hidden.note("lost")).isEmpty();
    assertThat(asked[0]).isZero();
    assertThat(hidden.note("a")).isPresent();
  }

  @Test
  void areNotTwiceInWhatIsHidden() {
    Hidden first = Hidden.none().withNotes(Map.of("a", "first"));
    Hidden second = Hidden.none().withNotes(Map.of("a", "second", "b", "second"));
    Hidden both = first.and(second);
    assertThat(both.note("a")).contains("first");
    assertThat(both.note("b")).contains("second");
    assertThat(both.and(second.with("x")).notes()).isSameAs(both.notes());
  }

  private static Flow flow(String... columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(Field.of(column, DataType.string()));
    }
    return Flow.of(Port.out("x"), RowType.of(fields), TimeFacts.unknown());
  }

  private static StreamSpec stream(String text) {
    return new SpecReader(Operations.language(CATALOG))
        .read(
            SourceFile.of(
                "spec.yaml",
                String.join(
                    "\n",
                    "apiVersion: drey/v1",
                    "name: example",
                    "sources:",
                    "  cards: {datagen: {rows: 1}, type: {a: STRING, b: STRING}}",
                    "streams:",
                    "  s: " + text,
                    "sinks:",
                    "  out: {from: s, discard: {}}",
                    "")),
            LaunchValues.of(Map.of(), false),
            new Diagnostics())
        .orElseThrow()
        .streams()
        .get(0);
  }
}
