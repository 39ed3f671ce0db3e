// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP server on loopback that speaks a service's wire protocol to that service's own client. It
 * is no emulator: it knows the few requests that a test makes, and the errors that the service
 * documents for them.
 */
final class WireServer implements AutoCloseable {
  /** How a request is answered. */
  interface Handler {
    WireAnswer answer(HttpExchange request, byte[] body) throws IOException;
  }

  static {
    // Else an answer waits for the client's acknowledgement of its first packet, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private WireServer(HttpServer server, Handler handler) {
    this.server = server;
    this.scheme = server instanceof HttpsServer ? "https" : "http";
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, handler));
    server.start();
  }

  static WireServer start(Handler handler) {
    try {
      return new WireServer(
          HttpServer.create(new InetSocketAddress(Loopback.address(), 0), 0), handler);
    } catch (IOException e) {
      throw new UncheckedIOException("no server on " + Loopback.HOST, e);
    }
  }

  /** The same, over TLS. */
  static WireServer startTls(Handler handler, SSLContext key) {
    return startTls(handler, new HttpsConfigurator(key));
  }

  /** The same, for those alone who show a certificate that the key's context trusts. */
  static WireServer startMutualTls(Handler handler, SSLContext key) {
    return startTls(
        handler,
        new HttpsConfigurator(key) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asked = getSSLContext().getDefaultSSLParameters();
            asked.setNeedClientAuth(true);
            parameters.setSSLParameters(asked);
          }
        });
  }

  private static WireServer startTls(Handler handler, HttpsConfigurator tls) {
    try {
      HttpsServer server = HttpsServer.create(new InetSocketAddress(Loopback.address(), 0), 0);
      server.setHttpsConfigurator(tls);
      return new WireServer(server, handler);
    } catch (IOException e) {
      throw new UncheckedIOException("no server on " + Loopback.HOST, e);
    }
  }

  private static void serve(HttpExchange exchange, Handler handler) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    WireAnswer answer;
    try {
      answer = handler.answer(exchange, body);
    } catch (RuntimeException fault) {
      // A fault of the test's own: the client would not tell it from one of the service.
      fault.printStackTrace();
      answer = WireAnswer.error(500, "TestFault", "see standard error");
    }
    if (answer.isNever()) {
      return;
    }
    if (answer.isHungUp()) {
      exchange.close();
      return;
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  URI endpoint() {
    return URI.create(scheme + "://" + Loopback.HOST + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
