// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code validate} reads the descriptor on a class path without Flink and the AWS SDK. */
final class LoadsWithoutFlinkTest {
  @Test
  void theDescriptorNeedsNoFlinkAndNoAwsSdk() throws Exception {
    ClassLoader loader = new WithoutFlink(getClass().getClassLoader());
    Class<?> catalog = loader.loadClass("dev.drey.connector.Catalog");
    Object loaded = catalog.getMethod("load", ClassLoader.class).invoke(null, loader);
    assertThat(loaded.toString()).contains("[kinesis]");
    assertThat(loaded.getClass().getClassLoader()).isSameAs(loader);
  }

  /** Defines our classes anew and knows nobody else's but the JDK's. */
  private static final class WithoutFlink extends ClassLoader {
    private final ClassLoader bytes;

    WithoutFlink(ClassLoader bytes) {
      super(ClassLoader.getPlatformClassLoader());
      this.bytes = bytes;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return Collections.enumeration(
          Collections.list(bytes.getResources(name)).stream()
              .filter(url -> url.getPath().contains("connectors/kinesis/"))
              .collect(Collectors.toList()));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (!name.startsWith("dev.drey.")) {
        throw new ClassNotFoundException(name);
      }
      try (InputStream in = bytes.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
