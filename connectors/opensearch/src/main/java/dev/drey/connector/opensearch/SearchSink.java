// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.format.json.JsonFormat;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** What both connectors do alike. */
final class SearchSink {
  static final String WRITE = "es:ESHttpPost";
  static final String WRITE_SERVERLESS = "aoss:APIAccessAll";

  private SearchSink() {}

  static ConnectorDescriptor.Builder descriptor(String name, Shape options) {
    return ConnectorDescriptor.builder()
        .name(name)
        .sinkOptions(options)
        .sinkFormat(false)
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
        .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
        .sinkKey(SearchOptions.ID.name())
        .sinkRefusals(Set.of(Refusal.values()));
  }

  static List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>(SearchOptions.SENDING.check(options));
    findings.addAll(TlsOptions.check(options));
    IndexNames.fault(options.get(SearchOptions.INDEX))
        .ifPresent(
            fault ->
                findings.add(
                    Finding.of(
                        ConnectorCodes.OPTIONS_CONFLICT,
                        SearchOptions.INDEX.name(),
                        "this is no name of an index: " + fault,
                        "write a name in lower case, such as `readings`")));
    return findings;
  }

  /** For keys that are objects of S3. */
  static List<Permission> permissions(ConnectorUsage usage) {
    return usage.options().find(TlsOptions.TLS).map(TlsOptions::permissions).orElse(List.of());
  }

  static String place(ConnectorUsage usage) {
    OptionValues options = usage.options();
    return "index `"
        + options.get(SearchOptions.INDEX)
        + (options.has(SearchOptions.INDEX_SUFFIX) ? "...` at " : "` at ")
        + String.join(", ", SearchOptions.urls(options));
  }

  static DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = SearchOptions.SENDING.settings(options);
    DocumentLines lines =
        new DocumentLines(
            new IndexNames(
                options.get(SearchOptions.INDEX),
                context.expression(SearchOptions.INDEX_SUFFIX).orElse(null)),
            context.expression(SearchOptions.ID).orElse(null),
            options.get(SearchOptions.MERGE),
            context.changes() != ChangeMode.APPEND,
            new JsonFormat().encoder(context.rowType(), OptionValues.empty()));
    return RowSink.add(
        context,
        rows,
        new DocumentSender(
            lines, new SearchAccess(options, "sink `" + context.name() + "`", settings.inFlight())),
        settings);
  }
}
