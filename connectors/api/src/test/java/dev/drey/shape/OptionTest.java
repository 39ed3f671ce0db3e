// SPDX-License-Identifier: Apache-2.0
package dev.drey.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionTest {
  private static final Option<Duration> INTERVAL =
      Option.duration("interval", "How often.").orElse(Duration.ofMillis(200)).example("1s");
  private static final Option<String> USER = Option.text("user", "Who.").required();
  private static final Option<String> PASSWORD = Option.text("password", "How.").secret();
  private static final Option<String> STORE = Option.text("store", "A file.").path();
  private static final Shape LOGIN = Shape.object(USER, PASSWORD, STORE);
  private static final Option<Object> SECURITY =
      Option.either("security", Shape.oneOf(Shape.bool(), LOGIN), "Whether.").orElse(false);
  private static final Option<List<String>> TOPICS = Option.texts("topics", "What.");
  private static final Option<Map<String, Object>> PROPERTIES =
      Option.map("properties", Shape.scalar(), "More.");
  private static final Shape ALL =
      Shape.object(INTERVAL, SECURITY, TOPICS, PROPERTIES, Option.text("path", "Where.").path());

  private static <T> String shown(Option<T> option) {
    return option.key().defaultText().orElseThrow();
  }

  @Test
  void writesItsDefaultAsASpecWould() {
    assertThat(shown(INTERVAL)).isEqualTo("200ms");
    assertThat(shown(Option.duration("d", "").orElse(Duration.ofMinutes(15)))).isEqualTo("15m");
    assertThat(shown(Option.duration("d", "").orElse(Duration.ZERO))).isEqualTo("0s");
    assertThat(shown(Option.size("s", "").orElse(5L * 1024 * 1024))).isEqualTo("5 MiB");
    assertThat(shown(Option.size("s", "").orElse(128_000_000L))).isEqualTo("128 MB");
    assertThat(shown(Option.percent("p", "").orElse(0.0))).isEqualTo("0%");
    assertThat(shown(Option.percent("p", "").orElse(0.125))).isEqualTo("12.5%");
    assertThat(shown(Option.rate("r", "").orElse(1000.0))).isEqualTo("1000/s");
    assertThat(shown(Option.integer("i", "").orElse(10_000L))).isEqualTo("10000");
    assertThat(shown(Option.flag("f", "").orElse(false))).isEqualTo("false");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(shown(Option.timestamp("t", "").orElse(start))).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(shown(Option.choice("c", List.of("earliest"), "").orElse("earliest")))
        .isEqualTo("earliest");
    assertThat(shown(Option.text("t", "").orElse(","))).isEqualTo("\",\"");
    assertThat(shown(Option.text("t", "").orElse(""))).isEqualTo("\"\"");
    assertThat(shown(Option.text("t", "").orElse("\""))).isEqualTo("'\"'");
  }

  @Test
  void isReadWithItsDefault() {
    assertThat(OptionValues.empty().get(INTERVAL)).isEqualTo(Duration.ofMillis(200));
    assertThat(OptionValues.empty().find(INTERVAL)).isEmpty();
    OptionValues given = OptionValues.empty().with(INTERVAL, Duration.ofSeconds(3));
    assertThat(given.get(INTERVAL)).isEqualTo(Duration.ofSeconds(3));
    assertThat(given.has(INTERVAL)).isTrue();
    assertThat(OptionValues.empty().get(TOPICS)).isEmpty();
    assertThat(OptionValues.empty().get(PROPERTIES)).isEmpty();
    assertThat(OptionValues.empty().find(PASSWORD)).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> OptionValues.empty().get(USER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no value for user");
  }

  @Test
  void valuesShowNoSecret() {
    OptionValues login =
        OptionValues.of(LOGIN, Map.of("user", "ann", "password", "pAsS-1", "store", "a.p12"));
    OptionValues all =
        OptionValues.of(
            ALL,
            Map.of(
                "security",
                login,
                "topics",
                List.of("orders"),
                "properties",
                Map.of("sasl.jaas.config", "pAsS-2")));
    assertThat(all.toString())
        .contains("user=ann", "password=***", "orders", "sasl.jaas.config=***")
        .doesNotContain("pAsS");
    assertThat(OptionValues.of(Map.of("password", "pAsS-3", "all", login)).toString())
        .contains("password=***", "user=ann")
        .doesNotContain("pAsS");
    assertThat(login.with(PASSWORD, "pAsS-4").toString()).doesNotContain("pAsS");
    assertThat(login.with(PASSWORD, "pAsS-4").get(PASSWORD)).isEqualTo("pAsS-4");
  }

  @Test
  void pathsChangeWhereverTheyStand() {
    OptionValues login = OptionValues.of(LOGIN, Map.of("user", "ann", "store", "a.p12"));
    OptionValues all =
        OptionValues.of(ALL, Map.of("security", login, "path", "in", "topics", List.of("in")));
    OptionValues changed = PathOptions.changed(ALL, all, path -> "/spec/" + path);
    assertThat(changed.asMap())
        .isEqualTo(
            Map.of(
                "security",
                OptionValues.of(Map.of("user", "ann", "store", "/spec/a.p12")),
                "path",
                "/spec/in",
                "topics",
                List.of("in")));
    assertThat(PathOptions.of(ALL).map(Key::name)).hasValue("path");
    assertThat(PathOptions.of(Shape.object(INTERVAL, SECURITY))).isEmpty();
  }
}
