// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.format.RecordForm;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code http}. */
public final class HttpConnector implements JobConnector, SinkRole, LookupRole {
  /** Those that Java's client sets itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private static final Set<TypeKind> NO_KEYS =
      Set.of(TypeKind.ARRAY, TypeKind.MAP, TypeKind.ROW, TypeKind.BINARY, TypeKind.VARBINARY);

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("http")
          .testedAgainst("an HTTP server of the tests")
          .description(
              "An HTTP API. A sink sends each record, or lists of them; 429 and 5xx are sent again,"
                  + " when `Retry-After` says so, other errors of a record leave the sink as"
                  + " `onError` says. A lookup asks by GET for a JSON object or a list of such; 404"
                  + " says that there is none. Redirects are not followed.")
          .sinkOptions(HttpOptions.sink())
          .lookupOptions(HttpOptions.lookup())
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .sinkExample(
              "alerts_out:\n"
                  + "  from: alerts\n"
                  + "  http:\n"
                  + "    url: https://api.example.com/cards/{card}/alerts\n"
                  + "    path: {card: card_id}\n"
                  + "    auth: {scheme: Bearer, value: {secret: \"file:/run/secrets/api\"}}\n"
                  + "  format: json\n")
          .lookupExample(
              "http:\n"
                  + "  url: https://api.example.com/cards/{card}\n"
                  + "  auth: {scheme: Bearer, value: {secret: \"file:/run/secrets/api\"}}\n"
                  + "key: {card: card_id}\n"
                  + "as: owner\n"
                  + "type: {card: STRING NOT NULL, name: STRING, country: STRING}\n"
                  + "cache: {size: 10000, ttl: 10m}\n")
          .build();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>();
    Set<String> places = new UrlTemplate(options.get(HttpOptions.URL)).places();
    findings.addAll(TlsOptions.check(options));
    if (options.has(TlsOptions.TLS) && !options.get(HttpOptions.URL).startsWith("https:")) {
      findings.add(
          conflict(
              TlsOptions.TLS.name(), "the URL is one without TLS", "write `url: https://...`"));
    }
    if (usage.isSink()) {
      findings.addAll(HttpOptions.sending(options).check(options));
      checkPlaces(options, places, findings);
    } else {
      checkKeys(usage, places, findings);
    }
    for (String name : options.get(HttpOptions.HEADERS).keySet()) {
      if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)) || !name.matches("[A-Za-z0-9-]+")) {
        findings.add(
            conflict(
                HttpOptions.HEADERS.to(name),
                "`" + name + "` is no header that a request can be given",
                "remove it"));
      }
    }
    if (options.find(HttpOptions.RATE).filter(rate -> rate <= 0).isPresent()) {
      findings.add(
          conflict(HttpOptions.RATE.name(), "nothing would ever be sent", "write `rate: 10/s`"));
    }
    return findings;
  }

  private static void checkPlaces(
      OptionValues options, Set<String> places, List<Finding> findings) {
    Set<String> values = options.get(HttpOptions.PATH).keySet();
    for (String place : places) {
      if (!values.contains(place)) {
        findings.add(
            conflict(
                HttpOptions.URL.name(),
                "nothing says what stands in the place of `{" + place + "}`",
                "add `path: {" + place + ": ...}` with an expression"));
      }
    }
    for (String value : values) {
      if (!places.contains(value)) {
        findings.add(
            conflict(
                HttpOptions.PATH.to(value),
                "the URL has no place `{" + value + "}`",
                "write `{" + value + "}` into the path of `url`, or remove this"));
      }
    }
    if (options.get(HttpOptions.LIST)
        && !(values.isEmpty() && options.get(HttpOptions.QUERY).isEmpty())) {
      findings.add(
          conflict(
              HttpOptions.LIST.name(),
              "the records of a list go to one URL",
              "remove `list`, or `path` and `query`"));
    }
  }

  private static void checkKeys(ConnectorUsage usage, Set<String> places, List<Finding> findings) {
    for (String place : places) {
      if (!usage.keys().contains(place)) {
        findings.add(
            conflict(
                HttpOptions.URL.name(),
                "the key has no column `" + place + "` for the place `{" + place + "}`",
                "add it to `key`, such as `key: {" + place + ": ...}`"));
      }
    }
    Optional<RowType> type = usage.rowType();
    for (String key : usage.keys()) {
      if (type.isPresent()
          && type.get().contains(key)
          && NO_KEYS.contains(type.get().field(type.get().indexOf(key)).type().kind())) {
        findings.add(
            conflict(
                HttpOptions.URL.name(),
                "column `" + key + "` of the key is no text, number or time, as URLs have them",
                "ask by another column"));
      }
    }
  }

  private static Finding conflict(String option, String message, String help) {
    return Finding.of(ConnectorCodes.OPTIONS_CONFLICT, option, message, help);
  }

  @Override
  public RecordForm sinkRecords(OptionValues options) {
    return options.get(HttpOptions.LIST) ? RecordForm.JSON : RecordForm.BYTES;
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return usage.options().find(TlsOptions.TLS).map(TlsOptions::permissions).orElse(List.of());
  }

  @Override
  public String place(ConnectorUsage usage) {
    return usage.options().get(HttpOptions.URL);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    return RowSink.add(
        context, rows, new RequestSender(context), HttpOptions.sending(options).settings(options));
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    return new HttpLookup(context);
  }
}
