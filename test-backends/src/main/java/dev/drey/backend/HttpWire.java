// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLContext;

/** An HTTP server on loopback that answers as a test says. */
public final class HttpWire implements AutoCloseable {
  /** How a request is answered. */
  public interface Handler {
    WireAnswer answer(WireRequest request) throws IOException;
  }

  private final Handler handler;
  private final WireServer server;
  private final Deque<WireAnswer> next = new ArrayDeque<>();
  private final List<WireRequest> requests = new ArrayList<>();

  public HttpWire(Handler handler) {
    this.handler = handler;
    this.server = WireServer.start(this::answer);
  }

  private HttpWire(Handler handler, SSLContext key) {
    this.handler = handler;
    this.server = WireServer.startTls(this::answer, key);
  }

  /**
   * One that speaks TLS, with a certificate of its own that nobody trusts.
   *
   * @param folder where the key is made; {@link #certificate} finds it there
   */
  public static HttpWire tls(Path folder, Handler handler) {
    return new HttpWire(handler, KafkaSecurity.create(folder).context());
  }

  /** The certificate of a server made in this folder, as PEM. */
  public static String certificate(Path folder) throws IOException {
    return KafkaSecurity.at(folder).certificate();
  }

  /** Ends with a slash. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request so. */
  public synchronized void answerNext(WireAnswer answer) {
    next.add(answer);
  }

  /** What was asked so far. */
  public synchronized List<WireRequest> requests() {
    return List.copyOf(requests);
  }

  private WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    WireRequest request = new WireRequest(exchange, body);
    synchronized (this) {
      requests.add(request);
      if (!next.isEmpty()) {
        return next.remove();
      }
    }
    return handler.answer(request);
  }

  @Override
  public void close() {
    server.close();
  }
}
