// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.ConnectorCodes.OPTIONS_CONFLICT;
import static dev.drey.connector.kafka.KafkaCodes.AGAINST_EXACTLY_ONCE;
import static dev.drey.connector.kafka.KafkaCodes.MAY_LOSE_RECORDS;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the producer against the guarantee of the sink. Where Kafka itself would refuse them,
 * with transactions or with an idempotent producer, it is an error; where records may be lost
 * though the sink says at least once, a warning.
 */
final class ProducerChecks {
  private static final String ACKS = "acks";
  private static final String IDEMPOTENCE = "enable.idempotence";
  private static final String IN_FLIGHT = "max.in.flight.requests.per.connection";
  private static final String RETRIES = "retries";
  private static final Set<String> ALL = Set.of("all", "-1");
  private static final int MOST_IN_FLIGHT = 5;

  private final Map<String, ?> properties;
  private final List<Finding> findings;

  private ProducerChecks(Map<String, ?> properties, List<Finding> findings) {
    this.properties = properties;
    this.findings = findings;
  }

  static void check(ConnectorUsage sink, List<Finding> findings) {
    ProducerChecks checks =
        new ProducerChecks(sink.options().get(KafkaOptions.PROPERTIES), findings);
    if (sink.delivery().equals(Optional.of(Delivery.EXACTLY_ONCE))) {
      checks.checkIdempotence();
      checks.checkNeeds(AGAINST_EXACTLY_ONCE, "exactly-once");
    } else if (checks.isIdempotent()) {
      checks.checkNeeds(OPTIONS_CONFLICT, "`" + IDEMPOTENCE + "`");
    } else {
      checks.checkAcks();
    }
  }

  private boolean isIdempotent() {
    return value(IDEMPOTENCE).filter("true"::equalsIgnoreCase).isPresent();
  }

  private void checkIdempotence() {
    if (value(IDEMPOTENCE).filter("false"::equalsIgnoreCase).isPresent()) {
      add(
          AGAINST_EXACTLY_ONCE,
          IDEMPOTENCE,
          "exactly-once needs an idempotent producer, which this forbids",
          "write `" + IDEMPOTENCE + ": true`, the default, or `delivery: at-least-once`");
    }
  }

  /** What an idempotent producer, and so a transaction, needs of the other settings. */
  private void checkNeeds(DiagnosticCode code, String what) {
    if (value(ACKS).filter(acks -> !ALL.contains(acks)).isPresent()) {
      add(
          code,
          ACKS,
          what + " needs the answer of all replicas, which this does not wait for",
          "write `" + ACKS + ": all`, the default");
    }
    if (number(RETRIES).filter(retries -> retries == 0).isPresent()) {
      add(
          code,
          RETRIES,
          what + " needs records to be sent again, which this forbids",
          "remove `" + RETRIES + "`: the default is to try until `delivery.timeout.ms`");
    }
    if (number(IN_FLIGHT).filter(requests -> requests > MOST_IN_FLIGHT).isPresent()) {
      add(
          code,
          IN_FLIGHT,
          what + " allows at most " + MOST_IN_FLIGHT + " requests in flight",
          "write `" + IN_FLIGHT + ": " + MOST_IN_FLIGHT + "`, the default");
    }
  }

  private void checkAcks() {
    if (value(ACKS).filter(acks -> acks.equals("0") || acks.equals("1")).isPresent()) {
      add(
          MAY_LOSE_RECORDS,
          ACKS,
          "records are lost when a broker fails, so the sink cannot write at least once",
          "write `" + ACKS + ": all`, the default, or allow this warning");
    }
  }

  private Optional<String> value(String property) {
    return Optional.ofNullable(properties.get(property))
        .map(value -> value.toString().trim())
        .filter(value -> !value.equals(ConnectorUsage.HIDDEN));
  }

  private Optional<Long> number(String property) {
    return value(property).filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  private void add(DiagnosticCode code, String property, String message, String help) {
    findings.add(Finding.of(code, KafkaOptions.PROPERTIES.to(property), message, help));
  }
}
