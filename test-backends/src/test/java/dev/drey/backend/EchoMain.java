// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.net.ServerSocket;

/** A child program: prints its greeting and its heap, then listens on a port until it is ended. */
public final class EchoMain {
  private EchoMain() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(System.getenv("GREETING"));
    System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1024 * 1024));
    int port = Integer.parseInt(arguments[0]);
    if (port == 0) {
      throw new IllegalArgumentException("no port to listen on");
    }
    try (ServerSocket socket = new ServerSocket(port, 1, Loopback.address())) {
      while (true) {
        socket.accept().close();
      }
    }
  }
}
