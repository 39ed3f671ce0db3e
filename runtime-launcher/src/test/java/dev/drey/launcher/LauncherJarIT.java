// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** What the artifact to deploy must be, whatever its dependencies bring. */
class LauncherJarIT {
  private static final int JAVA_11 = 55;
  private static final long LIMIT_BYTES = 250_000_000;

  @Test
  void isSmallerThan250Megabytes() throws Exception {
    assertThat(Files.size(LauncherJar.find())).isBetween(10L << 20, LIMIT_BYTES);
  }

  @Test
  void namesItsMainClass() throws Exception {
    try (JarFile jar = new JarFile(LauncherJar.find().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.drey.launcher.Main");
    }
  }

  @Test
  void holdsNoClassThatTheClusterHas() throws Exception {
    List<String> shared = new ArrayList<>();
    try (JarFile jar = new JarFile(LauncherJar.find().toFile())) {
      for (Class<?> clusters :
          List.of(
              TypeInformation.class,
              StreamExecutionEnvironment.class,
              JobGraph.class,
              CliFrontend.class,
              org.slf4j.Logger.class)) {
        try (JarFile cluster =
            new JarFile(clusters.getProtectionDomain().getCodeSource().getLocation().getPath())) {
          cluster.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
              .filter(name -> jar.getEntry(name) != null)
              .forEach(shared::add);
        }
      }
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.matches("org/(apache/(log4j|logging)|slf4j)/.*\\.class"))
          .forEach(shared::add);
    }
    assertThat(shared).isEmpty();
  }

  @Test
  void runsOnJava11() throws Exception {
    List<String> tooNew = new ArrayList<>();
    int classes = 0;
    try (JarFile jar = new JarFile(LauncherJar.find().toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/")) {
          continue;
        }
        classes++;
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          in.readInt();
          in.readUnsignedShort();
          int version = in.readUnsignedShort();
          if (version > JAVA_11
              || (entry.getName().startsWith("dev/drey/") && version != JAVA_11)) {
            tooNew.add(entry.getName() + " " + version);
          }
        }
      }
    }
    assertThat(classes).isGreaterThan(1_000);
    assertThat(tooNew).isEmpty();
  }

  @Test
  void mergesServiceFilesAndDropsSignatures() throws Exception {
    try (JarFile jar = new JarFile(LauncherJar.find().toFile())) {
      assertThat(service(jar, "dev.drey.connector.Connector"))
          .anyMatch(line -> line.contains(".kafka."))
          .anyMatch(line -> line.contains(".kinesis."))
          .anyMatch(line -> line.contains(".file."));
      assertThat(service(jar, "dev.drey.format.Format"))
          .anyMatch(line -> line.contains(".json."))
          .anyMatch(line -> line.contains(".csv."));
      assertThat(jar.stream().map(JarEntry::getName))
          .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
    }
  }

  private static List<String> service(JarFile jar, String name) throws Exception {
    try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/services/" + name))) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }
}
