// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.Connector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/**
 * Classes as {@code validate} has them: the connector's, its API's and those of ours that several
 * connectors share are defined anew, and nobody else's is known but the JDK's, so neither Flink's
 * nor a client's.
 */
final class WithoutFlink extends ClassLoader {
  private static final String SHARED = "dev.drey.connector.";

  private final ClassLoader bytes;
  private final URL own;
  private final URL api;

  private WithoutFlink(Connector connector) {
    super(ClassLoader.getPlatformClassLoader());
    this.bytes = connector.getClass().getClassLoader();
    this.own = place(connector.getClass());
    this.api = place(Connector.class);
  }

  private static URL place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** The text of the descriptor that the connector has there. */
  static String descriptorOf(Connector connector) throws Exception {
    ClassLoader loader = new WithoutFlink(connector);
    Object there = loader.loadClass(connector.getClass().getName()).getConstructor().newInstance();
    Class<?> type = loader.loadClass(Connector.class.getName());
    return String.valueOf(type.getMethod("descriptor").invoke(there));
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    URL url = bytes.getResource(file);
    if (url == null || !(isIn(url, own) || isIn(url, api) || name.startsWith(SHARED))) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = url.openStream()) {
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static boolean isIn(URL file, URL place) {
    return file.getPath().replaceFirst("^file:", "").startsWith(place.getPath());
  }
}
