// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Stands before an {@link S3Server} on loopback and answers some requests as S3 does when it is
 * asked too often. What it passes on it leaves as it is, for requests are signed.
 */
public final class BusyStore implements AutoCloseable {
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code><Message>Please reduce"
          + " your request rate.</Message></Error>";

  private final URI store;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile IntPredicate busy = number -> false;

  public BusyStore(S3Server store) {
    this.store = store.endpoint();
    try {
      listening = new ServerSocket(0, 50, Loopback.address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  /** Which requests are turned away, by their number from 1. */
  public void busy(IntPredicate numbers) {
    busy = numbers;
  }

  public URI endpoint() {
    return URI.create("http://" + Loopback.HOST + ":" + listening.getLocalPort());
  }

  /** How many requests were. */
  public int turnedAway() {
    return turnedAway.get();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** One request a connection. */
  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      List<String> head = head(in);
      if (head.isEmpty()) {
        return;
      }
      int length = 0;
      boolean asksFirst = false;
      StringBuilder passed = new StringBuilder(head.get(0)).append("\r\n");
      for (String line : head.subList(1, head.size())) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
        }
        asksFirst |= lower.startsWith("expect:");
        if (!lower.startsWith("expect:") && !lower.startsWith("connection:")) {
          passed.append(line).append("\r\n");
        }
      }
      OutputStream out = client.getOutputStream();
      if (asksFirst) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      }
      byte[] body = in.readNBytes(length);
      if (busy.test(asked.incrementAndGet())) {
        turnedAway.incrementAndGet();
        out.write(slowDown(head.get(0).startsWith("HEAD ")));
        return;
      }
      try (Socket server = new Socket(Loopback.address(), store.getPort())) {
        passed.append("Connection: close\r\n\r\n");
        server.getOutputStream().write(passed.toString().getBytes(ISO_8859_1));
        server.getOutputStream().write(body);
        server.getInputStream().transferTo(out);
      }
    } catch (IOException gone) {
      // Whoever asked, or the store, sees it by itself.
      return;
    }
  }

  private static byte[] slowDown(boolean headOnly) {
    return ("HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: "
            + SLOW_DOWN.length()
            + "\r\nConnection: close\r\n\r\n"
            + (headOnly ? "" : SLOW_DOWN))
        .getBytes(ISO_8859_1);
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        String text = line.toString(ISO_8859_1).stripTrailing();
        if (text.isEmpty()) {
          return lines;
        }
        lines.add(text);
        line.reset();
      } else {
        line.write(next);
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
