// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path noJars;

  @Test
  void startsAndIsReadyWhenItAnswers() throws Exception {
    int port = Loopback.freePort();
    try (ChildProcess child = echo().start("dev.drey.backend.EchoMain", "" + port)) {
      child.awaitReady(SOON, () -> Loopback.accepts(port));
      assertThat(child.output()).contains("hello there").contains("heap 6");
      child.stop();
      assertThat(child.isAlive()).isFalse();
      assertThat(Loopback.accepts(port)).isFalse();
      assertThat(ProcessHandle.of(child.pid())).isNotPresent();
    }
  }

  @Test
  void killIsSigkill() throws Exception {
    int port = Loopback.freePort();
    try (ChildProcess child = echo().start("dev.drey.backend.EchoMain", "" + port)) {
      child.awaitReady(SOON, () -> Loopback.accepts(port));
      child.kill();
      assertThat(child.exitValue(SOON)).isEqualTo(128 + 9);
    }
  }

  @Test
  void anEarlyEndIsToldWithTheLog() throws Exception {
    try (ChildProcess child = echo().start("dev.drey.backend.EchoMain", "0")) {
      assertThatThrownBy(() -> child.awaitReady(SOON, () -> false))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended with 1")
          .hasMessageContaining("no port to listen on");
    }
  }

  @Test
  void freePortsDiffer() {
    assertThat(Loopback.freePorts(5)).doesNotHaveDuplicates().hasSize(5);
  }

  private ChildJvm echo() throws URISyntaxException {
    return ChildJvm.ofJars("echo", noJars)
        .classesFirst(classesOf(EchoMain.class))
        .classesFirst(classesOf(Loopback.class))
        .flags("-Xmx64m")
        .environment("GREETING", "hello there");
  }

  private static Path classesOf(Class<?> type) throws URISyntaxException {
    return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
