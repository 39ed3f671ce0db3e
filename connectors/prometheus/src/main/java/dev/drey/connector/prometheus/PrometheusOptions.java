// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.expression;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Result;
import dev.drey.shape.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a spec may write below {@code prometheus:}. */
final class PrometheusOptions {
  private static final int KIB = 1024;

  /** As Prometheus has it ("Data model"). */
  static final String METRIC_NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";

  private static final String LABEL_NAME = "^(_|[a-zA-Z][a-zA-Z0-9_]*|_[a-zA-Z0-9][a-zA-Z0-9_]*)$";

  static final String SKIP = "skip";
  private static final String REFUSE = "refuse";

  static final Option<String> URL =
      text(
              "url",
              "^https?://[^/?#@\\s]+/[^?#\\s]*$",
              "Where samples are written to, with its path: `/api/v1/write` of a Prometheus that"
                  + " takes them, `.../api/v1/remote_write` of a workspace of AWS.")
          .required()
          .example("https://prometheus.example.com/api/v1/write");

  static final Option<Map<String, Object>> METRICS =
      map(
              "metrics",
              "^" + METRIC_NAME + "$",
              Shape.expression(Result.NUMBER),
              "The samples of a row: an expression for each, by the name of its metric. One that is"
                  + " NULL is left out.")
          .example("{temperature_avg: average, temperature_max: highest}");

  static final Option<String> METRIC =
      expression(
              "metric",
              "The name of the metric, where rows say it; with `value` in the place of `metrics`.")
          .example("sensor_kind");

  static final Option<String> VALUE =
      expression("value", Result.NUMBER, "The sample of a row, under the name that `metric` says.")
          .example("reading");

  static final Option<String> TIME =
      expression("time", Result.TIME, "When the samples were taken, to the millisecond.")
          .required()
          .example("window_end");

  static final Option<Map<String, Object>> LABELS =
      map(
              "labels",
              LABEL_NAME,
              Shape.expression(),
              "The labels that make a series of a metric: an expression for each, by its name. One"
                  + " that is NULL or empty is left out.")
          .example("{machine: machine_id, plant: \"'north'\"}");

  static final Option<String> OUT_OF_ORDER =
      choice(
              "outOfOrder",
              List.of(REFUSE, SKIP),
              "What a sample is for which the system has a later one of its series, or another"
                  + " value at its time. `refuse`: refused, as `onError` says; the default. `skip`:"
                  + " left out and counted.")
          .example("skip");

  static final Option<Map<String, Object>> HEADERS =
      map(
              "headers",
              "^[A-Za-z0-9-]+$",
              Shape.string("^[ -~]*$"),
              "Further headers of each request, such as the tenant that systems of several want.")
          .example("{X-Scope-OrgID: plant}");

  static final Option<String> USER = text("user", "Who logs in.").example("writer");

  static final Option<String> PASSWORD =
      text("password", "That user's password.").secret().example("\"${password}\"");

  static final Option<String> TOKEN =
      text("token", "A bearer token in the place of a login.")
          .secret()
          .example("{secret: \"file:/run/secrets/prometheus\"}");

  static final Option<OptionValues> AWS =
      object(
              "aws",
              Shape.object(AwsOptions.REGION, Credentials.OPTION),
              "Signs requests for Amazon Managed Service for Prometheus, as whom `credentials`"
                  + " says; the region is that of the URL's host, where it has one. `{}` is the"
                  + " application's own role.")
          .example("{}");

  static final Option<Duration> TIMEOUT =
      duration("timeout", "How long an answer is waited for; then the samples are sent again.")
          .orElse(Duration.ofSeconds(30))
          .example("5s");

  /** A request to the AWS service has at most 1 MB. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("a remote write", 500, 1000 * KIB, 64 * KIB));

  private PrometheusOptions() {}

  static Shape sink() {
    List<Key> keys =
        new ArrayList<>(
            Option.keys(
                URL,
                METRICS,
                METRIC,
                VALUE,
                TIME,
                LABELS,
                OUT_OF_ORDER,
                HEADERS,
                USER,
                PASSWORD,
                TOKEN,
                AWS,
                TlsOptions.TLS,
                TIMEOUT));
    keys.addAll(SENDING.keys());
    return Shape.object(
        keys,
        List.of(
            Constraint.exactlyOne(METRICS, METRIC),
            Constraint.requires(METRIC, VALUE),
            Constraint.requires(VALUE, METRIC),
            Constraint.atMostOne(USER, TOKEN, AWS),
            Constraint.requires(USER, PASSWORD),
            Constraint.requires(PASSWORD, USER)));
  }
}
