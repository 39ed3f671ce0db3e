// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code drey} of a checkout, with a Java that shows how it is started. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no bash")
class ScriptTest {
  /** What makes a short command quick, and a job slow. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  @TempDir private Path checkout;

  @Test
  void aJobIsCompiledWellWhereverTheOptionsStand() throws Exception {
    assertThat(started("run", "spec.yaml")).doesNotContain(QUICK).endsWith("run", "spec.yaml");
    assertThat(started("--debug", "run", "spec.yaml"))
        .doesNotContain(QUICK)
        .endsWith("--debug", "run", "spec.yaml");
    assertThat(started("run", "--debug", "spec.yaml")).doesNotContain(QUICK);
  }

  @Test
  void everythingElseIsQuick() throws Exception {
    assertThat(started("validate", "run")).contains(QUICK).endsWith("validate", "run");
    assertThat(started("--debug", "validate", "run")).contains(QUICK);
    assertThat(started("help", "run")).contains(QUICK);
    assertThat(started("--version")).contains(QUICK);
    assertThat(started()).contains(QUICK);
  }

  /** The arguments with which the script starts Java last. */
  private List<String> started(String... arguments) throws Exception {
    for (String folder : List.of("cli/target", "compiler", "connectors", "testing", "bin")) {
      Files.createDirectories(checkout.resolve(folder));
    }
    Files.createDirectories(checkout.resolve("docs/reference/diagnostics"));
    Path script = checkout.resolve("drey");
    Files.writeString(script, Files.readString(Repository.root().resolve("drey")));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolve("cli/target/drey-cli-0.jar"), "");
    Files.writeString(checkout.resolve("cli/target/drey.jsa"), "");
    Files.writeString(checkout.resolve("cli/target/classpath"), "");
    Path java = checkout.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", checkout.toString());
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return List.of(printed.split("\n"));
  }
}
