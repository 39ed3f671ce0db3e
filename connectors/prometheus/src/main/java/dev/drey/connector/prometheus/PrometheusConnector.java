// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.connector.aws.Credentials;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code prometheus}. */
public final class PrometheusConnector implements JobConnector, SinkRole {
  private static final DiagnosticCode FAILS_AGAIN =
      DiagnosticCode.warning("DR0650", "samples by which a job that starts again fails again");

  /** Those that the protocol, the options or Java's client set. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "upgrade",
          "user-agent",
          "x-prometheus-remote-write-version");

  private final ConnectorDescriptor descriptor =
      ConnectorDescriptor.builder()
          .name("prometheus")
          .description(
              "Prometheus, and what takes its remote write: Amazon Managed Service for Prometheus,"
                  + " Mimir, Thanos, VictoriaMetrics. A sink writes the samples of each row, those"
                  + " of a series in the order of their times within a batch. 429 and 5xx are sent"
                  + " again, when `Retry-After` says so; samples that are refused for good leave"
                  + " the sink as `onError` says.")
          .sinkOptions(PrometheusOptions.sink())
          .sinkFormat(false)
          .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
          .sinkRefusals(Set.of(Refusal.values()))
          .iamActions(List.of(Workspace.WRITE, TlsOptions.actions().get(0)))
          .testedAgainst(
              "an HTTP server of the tests that reads the protocol by other libraries, and"
                  + " Prometheus where it is installed")
          .sinkExample(
              "amounts_out:\n"
                  + "  from: readings\n"
                  + "  prometheus:\n"
                  + "    url:"
                  + " https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write\n"
                  + "    metrics: {amount: amount}\n"
                  + "    labels: {card: card_id}\n"
                  + "    time: ts\n"
                  + "    outOfOrder: skip\n"
                  + "    aws: {}\n")
          .build();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return List.of(FAILS_AGAIN);
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> findings = new ArrayList<>(PrometheusOptions.SENDING.check(options));
    findings.addAll(TlsOptions.check(options));
    if (options.has(TlsOptions.TLS) && !options.get(PrometheusOptions.URL).startsWith("https:")) {
      findings.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              TlsOptions.TLS.name(),
              "the URL is one without TLS",
              "write `url: https://...`"));
    }
    for (String name : options.get(PrometheusOptions.HEADERS).keySet()) {
      if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        findings.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                PrometheusOptions.HEADERS.to(name),
                "`" + name + "` is no header that a request can be given here",
                "remove it; `user`, `token` and `aws` say who asks"));
      }
    }
    if (usage.refusal().equals(Optional.of(Refusal.FAIL))
        && !options.has(PrometheusOptions.OUT_OF_ORDER)) {
      findings.add(
          Finding.of(
              FAILS_AGAIN,
              PrometheusOptions.URL.name(),
              "a job that starts again writes samples again, which are out of order by then: it"
                  + " fails again",
              "add `outOfOrder: skip`, or `outOfOrder: refuse` where the system has a window for"
                  + " such samples, or `onError`"));
    }
    return findings;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return usage.options().get(PrometheusOptions.URL);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    List<Permission> permissions =
        new ArrayList<>(
            usage.options().find(TlsOptions.TLS).map(TlsOptions::permissions).orElse(List.of()));
    Optional<OptionValues> aws = usage.options().find(PrometheusOptions.AWS);
    if (aws.isEmpty()) {
      return permissions;
    }
    permissions.add(Workspace.of(usage.options()).permission());
    permissions.addAll(Credentials.of(aws.get()).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = PrometheusOptions.SENDING.settings(options);
    boolean skips =
        options
            .find(PrometheusOptions.OUT_OF_ORDER)
            .filter(PrometheusOptions.SKIP::equals)
            .isPresent();
    return RowSink.add(
        context,
        rows,
        new RemoteWriteSender(
            new SampleMaker(context),
            new WriteAccess(options, "sink `" + context.name() + "`", settings.inFlight()),
            skips),
        settings);
  }
}
