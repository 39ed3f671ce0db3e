// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.ConnectorCodes.NO_EFFECT;
import static dev.drey.connector.ConnectorCodes.OPTIONS_CONFLICT;
import static dev.drey.connector.ConnectorCodes.TRANSACTION_TIMEOUT;
import static dev.drey.connector.kafka.KafkaCodes.BAD_BROKERS;
import static dev.drey.connector.kafka.KafkaCodes.BAD_PATTERN;
import static dev.drey.connector.kafka.KafkaCodes.COMMITTED_WITHOUT_GROUP;
import static dev.drey.connector.kafka.KafkaCodes.LONG_TRANSACTION;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.Durations;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** What is wrong with a use of Kafka that the shapes of the options cannot say. */
final class KafkaChecks {
  /**
   * What a checkpoint itself and a restart take, on top of the interval, before a transaction is
   * committed.
   */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Pattern BROKER =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}");

  /** More of them are one mistake. */
  private static final int MOST_BAD_BROKERS = 20;

  private static final Pattern VARIABLE =
      Pattern.compile("[$%]\\{?\\{?(?:env[:.])?\\s*([A-Za-z_][A-Za-z0-9_]{0,60})\\s*\\}?\\}?%?");

  private KafkaChecks() {}

  static List<Finding> findings(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>();
    checkBrokers(usage.options(), findings);
    PropertyChecks.check(usage, findings);
    checkSecurity(usage.options(), findings);
    RefusedValues.check(usage, findings);
    if (usage.isSink()) {
      ProducerChecks.check(usage, findings);
      checkPartition(usage, findings);
      checkDeletes(usage, findings);
    }
    if (!usage.isSink()) {
      checkPattern(usage.options(), findings);
      checkCommitted(usage.options(), findings);
      checkTombstones(usage, findings);
    } else if (usage.delivery().equals(Optional.of(Delivery.EXACTLY_ONCE))) {
      checkTransactions(usage, findings);
    } else {
      checkNoTransactions(usage.options(), findings);
    }
    return findings;
  }

  private static void checkBrokers(OptionValues options, List<Finding> findings) {
    String brokers = options.get(KafkaOptions.BROKERS).trim();
    List<String> bad =
        Arrays.stream(brokers.split(",", -1))
            .map(String::trim)
            .filter(broker -> !isAddress(broker))
            .distinct()
            .limit(MOST_BAD_BROKERS)
            .collect(Collectors.toList());
    String help = bad.isEmpty() ? "" : brokersHelp(brokers);
    for (String broker : bad) {
      findings.add(
          Finding.of(
              BAD_BROKERS,
              KafkaOptions.BROKERS.name(),
              "`" + broker + "` is not a host with a port",
              help));
    }
  }

  /** A variable of the environment as a parameter, a host with Kafka's usual port, or the form. */
  private static String brokersHelp(String brokers) {
    Matcher variable = VARIABLE.matcher(brokers);
    if (variable.matches()) {
      String name = variable.group(1).toLowerCase(Locale.ROOT);
      return "a value from outside is a parameter: write `brokers: \"${"
          + name
          + "}\"` and at the top of the spec `params: {"
          + name
          + ": {type: STRING}}`";
    }
    String hosts = brokers.replaceFirst("^[A-Za-z_]+://", "").replaceFirst("(?<!/)/+$", "");
    String meant =
        Arrays.stream(hosts.split("[,; ]+"))
            .map(host -> isAddress(host) ? host : host.replaceFirst(":.*$", "") + ":9092")
            .collect(Collectors.joining(","));
    return Arrays.stream(meant.split(",")).allMatch(KafkaChecks::isAddress)
        ? "write `brokers: \"" + meant + "\"`"
        : "write `host:port`, several with commas:"
            + " `b-1.example.com:9092,b-2.example.com:9092`";
  }

  private static boolean isAddress(String broker) {
    if (!BROKER.matcher(broker).matches()) {
      return false;
    }
    int port = Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1));
    return port >= 1 && port <= 65_535;
  }

  private static void checkSecurity(OptionValues options, List<Finding> findings) {
    OptionValues security = options.within(KafkaOptions.SECURITY);
    SecurityOptions.tls(security)
        .map(tls -> TlsOptions.check(tls, KafkaOptions.SECURITY.to(SecurityOptions.TLS)))
        .ifPresent(findings::addAll);
    if (security.has(SecurityOptions.IAM) && SecurityOptions.unencrypted(security)) {
      findings.add(
          Finding.of(
              OPTIONS_CONFLICT,
              KafkaOptions.SECURITY.to(SecurityOptions.TLS),
              "a login with IAM goes over TLS only",
              "remove `tls: false`"));
    }
  }

  /** A delete has the key's columns alone, and has to find the partition of its key. */
  private static void checkPartition(ConnectorUsage usage, List<Finding> findings) {
    if (usage.options().has(KafkaOptions.PARTITION) && usage.changing()) {
      findings.add(
          Finding.of(
              OPTIONS_CONFLICT,
              KafkaOptions.PARTITION.name(),
              "these rows change: what deletes a row has to stand in the partition of its key",
              "remove `partition`: records of one `key` are in one partition, in order"));
    }
  }

  private static void checkDeletes(ConnectorUsage usage, List<Finding> findings) {
    String option = KafkaOptions.TOMBSTONES_ON_DELETE.name();
    if (!usage.options().has(KafkaOptions.TOMBSTONES_ON_DELETE)) {
      return;
    }
    if (!usage.changing()) {
      findings.add(
          Finding.of(
              NO_EFFECT,
              option,
              "`" + option + "` has no effect: no row of these is ever deleted",
              "remove it"));
    } else if (usage.options().get(KafkaOptions.TOMBSTONES_ON_DELETE)
        && !usage.options().has(KafkaOptions.KEY)) {
      findings.add(
          Finding.of(
              OPTIONS_CONFLICT,
              option,
              "a tombstone says by its key what it ends, and these records have no `key`",
              "add `key: COLUMN`, or remove `" + option + "`"));
    }
  }

  private static void checkPattern(OptionValues options, List<Finding> findings) {
    if (!options.has(KafkaOptions.TOPIC_PATTERN)) {
      return;
    }
    try {
      Pattern.compile(options.get(KafkaOptions.TOPIC_PATTERN));
    } catch (PatternSyntaxException e) {
      findings.add(
          Finding.of(
              BAD_PATTERN,
              KafkaOptions.TOPIC_PATTERN.name(),
              "not a regular expression: "
                  + e.getDescription()
                  + (e.getIndex() < 0 ? "" : " after " + e.getIndex() + " characters"),
              "any text is `.*`; a literal `.`, `(` or `[` is written `\\.`, `\\(`, `\\[`"));
    }
  }

  private static void checkTombstones(ConnectorUsage usage, List<Finding> findings) {
    OptionValues options = usage.options();
    String option = KafkaOptions.TOMBSTONES.name();
    boolean texts = !KafkaOptions.hasKeysAsRecords(options);
    if (!KafkaOptions.deletesByTombstones(options)) {
      if (options.has(KafkaOptions.TOMBSTONE_KEY)) {
        findings.add(
            Finding.of(
                NO_EFFECT,
                KafkaOptions.TOMBSTONE_KEY.name(),
                "`"
                    + KafkaOptions.TOMBSTONE_KEY
                    + "` has no effect: tombstones delete no rows here",
                "remove it, or write `" + option + ": delete`"));
      }
    } else if (usage.keys().isEmpty()) {
      findings.add(
          Finding.of(
              OPTIONS_CONFLICT,
              option,
              "a tombstone deletes the row of its key, and the source has none",
              "add `key: [COLUMN]` to the source, beside `kafka`"));
    } else if (texts && usage.keys().size() > 1) {
      findings.add(
          Finding.of(
              OPTIONS_CONFLICT,
              option,
              "the text of a record's key is one column, and this source's `key` has "
                  + usage.keys().size(),
              "write `tombstoneKey: record` where keys are records of the source's format"));
    }
  }

  private static void checkCommitted(OptionValues options, List<Finding> findings) {
    if (StartingOffsets.isByGroup(options) && !options.has(KafkaOptions.GROUP)) {
      findings.add(
          Finding.of(
              COMMITTED_WITHOUT_GROUP,
              StartingOffsets.OPTION.name(),
              "`committed` means the offsets of a group, but no `group` is given",
              "add `group: NAME`"));
    }
  }

  private static void checkTransactions(ConnectorUsage usage, List<Finding> findings) {
    OptionValues options = usage.options();
    String at =
        options.has(KafkaOptions.TRANSACTION_TIMEOUT)
            ? KafkaOptions.TRANSACTION_TIMEOUT.name()
            : "";
    Duration timeout = options.get(KafkaOptions.TRANSACTION_TIMEOUT);
    Optional<Duration> interval = usage.checkpointInterval();
    if (interval.isPresent() && timeout.compareTo(interval.get().plus(MARGIN)) < 0) {
      findings.add(
          Finding.of(
              TRANSACTION_TIMEOUT,
              at,
              "the brokers end a transaction after "
                  + Durations.text(timeout)
                  + ", but a checkpoint commits it only every "
                  + Durations.text(interval.get())
                  + ", plus the time that the checkpoint takes",
              "write at least `transactionTimeout: "
                  + Durations.text(interval.get().plus(MARGIN))
                  + "`"));
    } else if (timeout.compareTo(KafkaOptions.TRANSACTION_TIMEOUT.absent()) > 0) {
      findings.add(
          Finding.of(
              LONG_TRANSACTION,
              at,
              "brokers refuse a transaction of "
                  + Durations.text(timeout)
                  + " unless their `transaction.max.timeout.ms` was raised above its 15m",
              "write `transactionTimeout: 15m`, or raise the brokers' setting and allow this"));
    }
  }

  private static void checkNoTransactions(OptionValues options, List<Finding> findings) {
    for (Option<?> option :
        List.of(KafkaOptions.TRANSACTIONAL_ID_PREFIX, KafkaOptions.TRANSACTION_TIMEOUT)) {
      if (options.has(option)) {
        findings.add(
            Finding.of(
                NO_EFFECT,
                option.name(),
                "`"
                    + option
                    + "` has no effect: this sink writes at least once, without transactions",
                "remove it, or add `delivery: exactly-once` to the sink"));
      }
    }
  }
}
