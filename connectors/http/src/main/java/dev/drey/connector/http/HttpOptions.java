// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.expressions;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.rate;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a spec may write below {@code http:}. */
final class HttpOptions {
  private static final long MIB = 1024 * 1024;
  private static final String VISIBLE = "^[ -~]*$";

  /** Host and port are literal: a place stands behind them. */
  private static final String URL_FORM =
      "^https?://[^/?#@{}\\s]+(/([^?#\\s{}]|\\{[A-Za-z_][A-Za-z0-9_]*\\})*)?(\\?[^#\\s{}]*)?$";

  static final Option<String> URL =
      text(
              "url",
              URL_FORM,
              "Whom to ask. In its path `{name}` is the place of a value, which is escaped.")
          .required()
          .example("https://api.example.com/machines/{id}");

  static final Option<Map<String, Object>> PATH =
      expressions("path", "The values of the places in the URL, each an expression by its name.")
          .example("{id: card_id}");

  static final Option<Map<String, Object>> QUERY =
      expressions(
              "query",
              "Parameters behind the URL's `?`, each an expression by its name; one that is NULL is"
                  + " left out.")
          .example("{card: card_id}");

  static final Option<String> METHOD =
      choice("method", List.of("POST", "PUT", "PATCH"), "How records are sent.")
          .orElse("POST")
          .example("PUT");

  static final Option<Boolean> LIST =
      flag(
              "list",
              "Whether the records of a batch are sent in one request, as a JSON list; else each is"
                  + " a request of its own.")
          .orElse(false)
          .example("true");

  static final Option<String> CONTENT_TYPE =
      text("contentType", VISIBLE, "What the header `Content-Type` says of a record or a list.")
          .orElse("application/json")
          .example("text/csv");

  static final Option<Map<String, Object>> HEADERS =
      map("headers", Shape.string(VISIBLE), "Further headers of each request.")
          .example("{X-Plant: north}");

  static final Option<String> HEADER =
      text("header", "^[A-Za-z0-9-]+$", "The header's name.")
          .orElse("Authorization")
          .example("X-Api-Key");

  static final Option<String> SCHEME =
      text("scheme", "^[A-Za-z0-9-]+$", "What stands before the secret, with a blank.")
          .example("Bearer");

  static final Option<String> VALUE =
      text("value", "The secret.")
          .required()
          .secret()
          .example("{secret: \"file:/run/secrets/api\"}");

  static final Option<OptionValues> AUTH =
      object("auth", Shape.object(HEADER, SCHEME, VALUE), "The header that says who the job is.")
          .example("{scheme: Bearer, value: {secret: \"file:/run/secrets/api\"}}");

  static final Option<Duration> TIMEOUT =
      duration("timeout", "How long an answer is waited for; then the record is sent again.")
          .orElse(Duration.ofSeconds(30))
          .example("5s");

  static final Option<Double> RATE =
      rate("rate", "The most requests of a subtask. Absent: as many as `inFlight` lets go.")
          .example("100/s");

  private static final SendingOptions LISTS =
      SendingOptions.of(SendingLimits.of("a list", 500, 16 * MIB, 16 * MIB));

  private static final SendingOptions RECORDS =
      SendingOptions.of(SendingLimits.of("a request without `list`", 1, 16 * MIB, 16 * MIB));

  private HttpOptions() {}

  static SendingOptions sending(OptionValues options) {
    return options.get(LIST) ? LISTS : RECORDS;
  }

  static Shape sink() {
    List<Key> keys =
        new ArrayList<>(
            Option.keys(
                URL,
                PATH,
                QUERY,
                METHOD,
                LIST,
                CONTENT_TYPE,
                HEADERS,
                AUTH,
                TlsOptions.TLS,
                TIMEOUT,
                RATE));
    keys.addAll(LISTS.keys());
    return Shape.object(keys, List.of());
  }

  static Shape lookup() {
    return Shape.object(
        URL.meaning(
            "Whom to ask. In its path `{name}` is the place of that column of the lookup's key,"
                + " which is escaped; the key's other columns are parameters behind `?`."),
        HEADERS,
        AUTH,
        TlsOptions.TLS,
        RATE.meaning("The most requests of a subtask. Absent: as many as rows wait."));
  }
}
