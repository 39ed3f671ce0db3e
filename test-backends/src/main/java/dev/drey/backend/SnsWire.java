// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What SNS answers to {@code PublishBatch}, on loopback: at most ten entries, of which it takes
 * what it is not told to refuse. The protocol is {@code awsQuery}: a form, answered by XML.
 */
public final class SnsWire implements AutoCloseable {
  private static final int MOST_ENTRIES = 10;

  private final String topic;
  private final WireServer server = WireServer.start(this::answer);
  private final List<Map<String, String>> published = new ArrayList<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private Predicate<String> poison = message -> false;
  private int busy;

  public SnsWire(String topic) {
    this.topic = topic;
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Answers the next request so, and takes nothing of it. */
  public synchronized void failNext(int status, String code, String message) {
    failures.add(error(status, code, message));
  }

  /** Refuses such messages, as the sender's fault. */
  public synchronized void refuseAlways(Predicate<String> message) {
    poison = message;
  }

  /** Does not take the next so many messages, as its own fault. */
  public synchronized void busyFor(int messages) {
    busy = messages;
  }

  /** What was published, in order: {@code Message}, {@code Subject}, {@code MessageGroupId}... */
  public synchronized List<Map<String, String>> published() {
    return List.copyOf(published);
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    if (!topic.equals(form.get("TopicArn"))) {
      return error(404, "NotFound", "Topic does not exist");
    }
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    Map<String, Map<String, String>> entries = entries(form);
    if (entries.size() > MOST_ENTRIES) {
      return error(400, "TooManyEntriesInBatchRequest", "at most 10 entries");
    }
    return take(entries);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The fields of each entry, by its number. */
  private static Map<String, Map<String, String>> entries(Map<String, String> form) {
    String prefix = "PublishBatchRequestEntries.member.";
    Map<String, Map<String, String>> entries = new TreeMap<>();
    form.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            String rest = name.substring(prefix.length());
            int dot = rest.indexOf('.');
            entries
                .computeIfAbsent(
                    String.format("%03d", Integer.parseInt(rest.substring(0, dot))),
                    number -> new TreeMap<>())
                .put(rest.substring(dot + 1), value);
          }
        });
    return entries;
  }

  private WireAnswer take(Map<String, Map<String, String>> entries) {
    StringBuilder taken = new StringBuilder();
    StringBuilder failed = new StringBuilder();
    for (Map<String, String> entry : entries.values()) {
      String id = "<Id>" + entry.get("Id") + "</Id>";
      if (poison.test(entry.getOrDefault("Message", ""))) {
        failed.append(failure(id, "InvalidParameter", true));
      } else if (busy > 0) {
        busy--;
        failed.append(failure(id, "InternalError", false));
      } else {
        published.add(entry);
        taken.append("<member>").append(id).append("<MessageId>m</MessageId></member>");
      }
    }
    return xml(
        200,
        "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<PublishBatchResult><Successful>"
            + taken
            + "</Successful><Failed>"
            + failed
            + "</Failed></PublishBatchResult>"
            + "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
            + "</PublishBatchResponse>");
  }

  private static String failure(String id, String code, boolean fault) {
    return "<member>"
        + id
        + "<Code>"
        + code
        + "</Code><Message>not this one</Message><SenderFault>"
        + fault
        + "</SenderFault></member>";
  }

  private static WireAnswer error(int status, String code, String message) {
    return xml(
        status,
        "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type>"
            + "<Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
  }

  private static WireAnswer xml(int status, String body) {
    return WireAnswer.of(status, body.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "text/xml");
  }

  @Override
  public void close() {
    server.close();
  }
}
