// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.io.IOException;
import java.net.ServerSocket;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/** Flink's own web page: on its usual port, or the first one after it that nobody has. */
final class WebPage {
  private static final int FIRST = RestOptions.PORT.defaultValue();
  private static final int LAST = FIRST + 99;

  private final int port;

  private WebPage(int port) {
    this.port = port;
  }

  /**
   * Has the page served on a free port.
   *
   * @throws UsageException where there is none
   */
  static WebPage in(Configuration configuration) {
    for (int port = FIRST; port <= LAST; port++) {
      if (isFree(port)) {
        configuration.set(RestOptions.PORT, port);
        return new WebPage(port);
      }
    }
    throw new UsageException(
        "--ui: all ports from " + FIRST + " to " + LAST + " are taken; run without it");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  String address() {
    return "http://localhost:" + port;
  }
}
