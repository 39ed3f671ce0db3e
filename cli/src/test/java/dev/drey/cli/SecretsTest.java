// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of a secret parameter is in nothing that the command prints. */
class SecretsTest {
  private static final String SECRET = "o'clock \"Tango\" 77";

  private static final String SPEC =
      "apiVersion: drey/v1\n"
          + "name: guarded\n"
          + "params:\n"
          + "  api_token: {type: STRING}\n"
          + "sources:\n"
          + "  calls: {file: {path: \"in-${api_token}/calls.jsonl\"}, type: {token: STRING}}\n"
          + "streams:\n"
          + "  known: {from: calls, where: \"token = 'Bearer ' || ${api_token}\"}\n"
          + "sinks:\n"
          + "  out: {from: known, print: {}}\n";

  @TempDir Path folder;

  private CommandLineUser user = new CommandLineUser(Path.of(""));

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("spec.yaml"), SPEC);
    user = new CommandLineUser(folder);
  }

  private int drey(String verb, String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = verb;
    arguments[1] = "spec.yaml";
    arguments[2] = "--param";
    arguments[3] = "api_token=" + SECRET;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return user.drey(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "mermaid"})
  void anExpressionThatUsesItIsExplainedWithoutIt(String format) {
    assertThat(drey("explain", "--format", format)).isEqualTo(0);
    assertThat(user.out())
        .contains("Bearer ", "***")
        .doesNotContain("Tango")
        .doesNotContain("clock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void whatIsMadeOfItIsNotComputedBeforeItRuns(String format) throws Exception {
    String made =
        "known: {from: calls, select: {a: \"REVERSE('${api_token}')\","
            + " b: \"TO_BASE64(CONCAT('x', ${api_token}))\", c: \"SUBSTRING(${api_token}, 10)\","
            + " d: \"MD5(LOWER(${api_token}))\", e: \"REPLACE('a-${api_token}', 'T', 'M')\","
            + " f: \"SPLIT_INDEX(${api_token}, 'g', 0) || token\"}}";
    Files.writeString(
        folder.resolve("spec.yaml"), SPEC.replaceFirst("known: .*", made.replace("$", "\\$")));
    byte[] digest =
        MessageDigest.getInstance("MD5")
            .digest(SECRET.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    for (String more : List.of("", "--unoptimized")) {
      int exit =
          more.isEmpty()
              ? drey("explain", "--format", format)
              : drey("explain", "--format", format, more);
      assertThat(exit).isEqualTo(0);
      assertThat(user.out())
          .contains("REVERSE(", "***")
          .doesNotContain("ognaT", "Tango", "tango", "Mango", "ango", "Tan")
          .doesNotContain(String.format("%032x", new BigInteger(1, digest)))
          .doesNotContain(
              Base64.getEncoder().encodeToString(("x" + SECRET).getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void aMistakeInWhatIsMadeOfItIsToldWithoutIt() throws Exception {
    Files.writeString(
        folder.resolve("spec.yaml"),
        SPEC.replaceFirst(
            "known: .*",
            "known: {from: calls, select: {a: \"CAST(REVERSE(\\${api_token}) AS INT)\"}}"));
    assertThat(drey("validate")).isEqualTo(1);
    assertThat(user.out() + user.err()).contains("fails").doesNotContain("ognaT", "Tango");
  }

  @Test
  void aRunThatFailsRepeatsTheMessageWithoutIt() {
    assertThat(drey("run")).isEqualTo(1);
    assertThat(user.err())
        .contains("calls.jsonl", "***")
        .doesNotContain("Tango")
        .doesNotContain("clock");
  }

  @Test
  void aRunThatEndsTellsWhereItReadWithoutIt() throws Exception {
    Path file = folder.resolve("in-" + SECRET).resolve("calls.jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}\n");

    assertThat(drey("run")).isEqualTo(0);
    assertThat(user.err()).contains("read", "calls.jsonl").doesNotContain("Tango");
  }

  @Test
  void packageWarnsThatPropertiesAreReadByOthers() {
    assertThat(drey("package")).isEqualTo(0);
    assertThat(user.err()).contains("warning: `api_token` is a secret", "clear text");
    assertThat(user.err()).doesNotContain("Tango");
  }

  @Test
  void aValueThatLooksLikeASecretIsOne() throws Exception {
    Files.writeString(folder.resolve("spec.yaml"), SPEC.replace("api_token", "registry"));
    String[] given = {"--param", "registry=https://svc:w1nter@registry:8081"};
    assertThat(user.drey("package", "spec.yaml", given[0], given[1])).isEqualTo(0);
    assertThat(user.err()).contains("`registry` is a secret").doesNotContain("w1nter");
    assertThat(user.drey("explain", "spec.yaml", given[0], given[1])).isEqualTo(0);
    assertThat(user.out()).contains("***").doesNotContain("w1nter");
  }
}
