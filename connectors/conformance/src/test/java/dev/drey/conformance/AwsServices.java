// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static java.util.Objects.requireNonNull;

import dev.drey.backend.DynamoDbEmulator;
import dev.drey.backend.FirehoseWire;
import dev.drey.backend.KinesisEmulator;
import dev.drey.backend.LambdaWire;
import dev.drey.backend.SnsWire;
import dev.drey.backend.SqsEmulator;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The counterparts of the services of AWS that sinks write to, each with a place of rows. */
final class AwsServices implements AutoCloseable {
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:rows";
  private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

  private final SqsEmulator sqs = SqsEmulator.start();
  private final SnsWire sns = new SnsWire(TOPIC);
  private final FirehoseWire firehose = new FirehoseWire("rows");
  private final LambdaWire lambda = new LambdaWire("rows", payload -> "null");
  private final KinesisEmulator kinesis;
  private final DynamoDbEmulator dynamo;
  private final Map<String, Service> services = new LinkedHashMap<>();

  AwsServices(KinesisEmulator kinesis, DynamoDbEmulator dynamo) {
    this.kinesis = kinesis;
    this.dynamo = dynamo;
    add("dynamodb", dynamo.endpoint(), this::table);
    add("firehose", firehose.endpoint(), place -> of("deliveryStream", "rows", firehose::taken));
    add("kinesis", kinesis.endpoint(), this::stream);
    add("lambda", lambda.endpoint(), place -> of("function", "rows", this::invoked));
    add("sns", sns.endpoint(), place -> of("topic", TOPIC, this::published));
    add("sqs", sqs.endpoint(), this::queue);
  }

  /** One of them. */
  static final class Service {
    final URI endpoint;
    private final Function<String, Place> places;

    private Service(URI endpoint, Function<String, Place> places) {
      this.endpoint = endpoint;
      this.places = places;
    }

    /** A place of this name; where a service has but one, that one. */
    Place place(String name) {
      return places.apply(name);
    }
  }

  /** Where rows go. */
  static final class Place {
    final Map<String, Object> options;
    private final Texts texts;
    private final List<String> before;

    private Place(Map<String, Object> options, Texts texts) {
      this.options = options;
      this.texts = texts;
      this.before = texts.all();
    }

    /** What came since the place was made, in some order. */
    List<String> texts() {
      List<String> all = texts.all();
      return all.subList(before.size(), all.size());
    }
  }

  /** What a service has got. */
  private interface Texts {
    List<String> all();
  }

  private void add(String connector, URI endpoint, Function<String, Place> places) {
    services.put(connector, new Service(endpoint, places));
  }

  Service of(String connector) {
    return requireNonNull(services.get(connector), connector);
  }

  private static Place of(String option, String value, Texts texts) {
    return new Place(Map.of(option, value), texts);
  }

  private Place table(String name) {
    dynamo.createTable(name, "text:S");
    return new Place(
        Map.of("table", name, "key", List.of("text")),
        () ->
            dynamo.items(name).stream()
                .map(item -> requireNonNull(item.get("text")).s())
                .collect(Collectors.toList()));
  }

  private Place stream(String name) {
    kinesis.createStream(name, 1);
    return of(
        "stream",
        name,
        () ->
            kinesis.records(name).stream()
                .map(record -> record.data().asUtf8String())
                .collect(Collectors.toList()));
  }

  private Place queue(String name) {
    String url = sqs.createQueue(name);
    return of(
        "url",
        url,
        () -> sqs.takeAll(url).stream().map(m -> m.body()).collect(Collectors.toList()));
  }

  private List<String> published() {
    return sns.published().stream()
        .map(message -> requireNonNull(message.get("Message")))
        .collect(Collectors.toList());
  }

  private List<String> invoked() {
    List<String> texts = new ArrayList<>();
    for (String invocation : lambda.invocations()) {
      Matcher text = TEXT.matcher(invocation);
      while (text.find()) {
        texts.add(text.group(1));
      }
    }
    return texts;
  }

  @Override
  public void close() {
    sqs.close();
    sns.close();
    firehose.close();
    lambda.close();
  }
}
