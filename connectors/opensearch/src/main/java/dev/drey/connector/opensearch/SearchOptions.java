// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import static dev.drey.shape.Option.choice;
import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.expression;
import static dev.drey.shape.Option.flag;
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
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a spec may write below {@code opensearch:} or {@code elasticsearch:}. */
final class SearchOptions {
  private static final long MIB = 1024 * 1024;

  /** Without a login in it, which would be seen. */
  private static final Shape ONE_URL = Shape.string("^https?://[^/?#@\\s]+(/[^?#\\s]*)?$");

  static final Option<Object> URL =
      either(
              "url",
              Shape.oneOf(ONE_URL, Shape.list(ONE_URL)),
              "Where the cluster answers: one URL, or a list with those of several nodes, of which"
                  + " another is asked where one is away.")
          .required()
          .example("https://search.example.com:9200");

  static final Option<String> INDEX =
      text(
              "index",
              "^[^A-Z\\\\/*?\"<>|\\s,#:_+-][^A-Z\\\\/*?\"<>|\\s,#:]*$",
              "The index, alias or data stream; with `indexSuffix` how the names of all begin.")
          .required()
          .example("readings");

  static final Option<String> INDEX_SUFFIX =
      expression(
              "indexSuffix",
              "How the name of a row's index goes on behind `index`. A row is refused whose name"
                  + " would be none of an index.")
          .example("DATE_FORMAT(window_end, '-yyyy.MM')");

  static final Option<String> ID =
      expression(
              "id",
              "The document's id: a row replaces the document of its id, whole, so that it does no"
                  + " harm to write it twice; rows of one id are written in their order. Absent: the"
                  + " system makes one, and each row is a new document.")
          .example("machine_id");

  static final Option<Boolean> MERGE =
      flag(
              "merge",
              "Whether a row sets its columns in the document of its id and leaves the others as"
                  + " they are.")
          .orElse(false)
          .example("true");

  static final Option<String> USER = text("user", "Who logs in.").example("writer");

  static final Option<String> PASSWORD =
      text("password", "That user's password.").secret().example("\"${search_password}\"");

  static final Option<String> API_KEY =
      text("apiKey", "A key in the place of a login, encoded as the cluster gave it.")
          .secret()
          .example("\"${api_key}\"");

  static final Option<String> SERVICE =
      choice(
              "service",
              List.of("es", "aoss"),
              "The service that requests are signed for: `es` is OpenSearch Service, `aoss`"
                  + " OpenSearch Serverless. Absent: as the URL's host says, or `es`.")
          .example("es");

  static final Option<OptionValues> AWS =
      object(
              "aws",
              Shape.object(SERVICE, AwsOptions.REGION, Credentials.OPTION),
              "Signs requests for the AWS service, as whom `credentials` says; the region is that"
                  + " of the URL's host, where it has one. `{}` is the application's own role.")
          .example("{}");

  /**
   * A tenth of what a node takes of its own accord, and all that the small ones of the AWS service
   * do ("Network quotas" of its guide).
   */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("a bulk request", 1000, 10 * MIB, 10 * MIB));

  private SearchOptions() {}

  static Shape openSearch() {
    return shape(
        Option.keys(USER, PASSWORD, AWS, TlsOptions.TLS), List.of(Constraint.atMostOne(USER, AWS)));
  }

  static Shape elasticsearch() {
    return shape(
        Option.keys(USER, PASSWORD, API_KEY, TlsOptions.TLS),
        List.of(Constraint.atMostOne(USER, API_KEY)));
  }

  private static Shape shape(List<Key> access, List<Constraint> ofAccess) {
    List<Key> keys = new ArrayList<>(Option.keys(URL, INDEX, INDEX_SUFFIX, ID, MERGE));
    keys.addAll(access);
    keys.addAll(SENDING.keys());
    List<Constraint> constraints = new ArrayList<>(ofAccess);
    constraints.add(Constraint.requires(MERGE, ID));
    constraints.add(Constraint.requires(USER, PASSWORD));
    constraints.add(Constraint.requires(PASSWORD, USER));
    return Shape.object(keys, constraints);
  }

  static List<String> urls(OptionValues options) {
    Object given = options.get(URL);
    return given instanceof List
        ? ((List<?>) given).stream().map(String::valueOf).collect(Collectors.toList())
        : List.of((String) given);
  }
}
