package dev.drey.diagnostic;

import static dev.drey.diagnostic.DiagnosticCode.error;
import static dev.drey.diagnostic.DiagnosticCode.warning;

import java.util.List;

/** DR06xx: connectors, formats and delivery. */
public final class DeliveryCodes {
  public static final DiagnosticCode NOT_EXACTLY_ONCE =
      error("DR0601", "exactly-once of a sink that cannot");
  public static final DiagnosticCode FORMAT_TYPE =
      error("DR0602", "column that the format cannot carry");
  public static final DiagnosticCode CLEAR_SECRET = warning("DR0603", "secret in clear text");

  /** For connectors: a transaction that ends before the checkpoint that commits it. */
  public static final DiagnosticCode TRANSACTION_TIMEOUT =
      error("DR0604", "transaction timeout against checkpoint interval");

  public static final DiagnosticCode NO_PATH_PREFIX =
      warning("DR0605", "data path without a fixed folder");
  public static final DiagnosticCode SINGLE_COLUMN =
      error("DR0606", "format of exactly one column");
  public static final DiagnosticCode NO_EFFECT =
      warning("DR0607", "setting without effect on this connector");

  /** For connectors and formats: options that cannot work together or cannot work at all. */
  public static final DiagnosticCode OPTIONS_CONFLICT = error("DR0608", "options that do not fit");

  /** For connectors: what one end of a pipeline writes replaces what another reads or writes. */
  public static final DiagnosticCode SAME_FILE = error("DR0609", "two ends on one file");

  public static final DiagnosticCode UNKNOWN_PACKING = error("DR0610", "packing that is not known");

  /** For connectors: what a pipeline writes comes back as its own input. */
  public static final DiagnosticCode FEEDS_ITSELF =
      warning("DR0611", "sink that feeds its own pipeline");

  public static final DiagnosticCode SHARED_FOLDER = warning("DR0612", "two sinks in one folder");

  /** For datagen: values that a column cannot hold, or columns that are not there. */
  public static final DiagnosticCode GENERATOR =
      error("DR0620", "generator that does not fit its column");

  public static final DiagnosticCode NO_TRANSACTIONAL_ID =
      error("DR0630", "transactions without ids of their own");
  public static final DiagnosticCode LONG_TRANSACTION =
      warning("DR0631", "transaction longer than brokers allow");
  public static final DiagnosticCode KAFKA_PROPERTY =
      error("DR0632", "client property that an option sets");
  public static final DiagnosticCode COMMITTED_WITHOUT_GROUP =
      error("DR0633", "committed offsets of no group");
  public static final DiagnosticCode TOPIC_PATTERN =
      error("DR0634", "topic pattern that is no regular expression");
  public static final DiagnosticCode BROKER_ADDRESS = error("DR0635", "not a broker's address");

  public static final DiagnosticCode AGAINST_EXACTLY_ONCE =
      error("DR0636", "producer settings against exactly-once");
  public static final DiagnosticCode MAY_LOSE_RECORDS =
      warning("DR0637", "producer settings that lose records");
  public static final DiagnosticCode REFUSED_VALUE =
      error("DR0638", "name or number that Kafka refuses");

  public static final DiagnosticCode STREAM_WITHOUT_REGION =
      error("DR0640", "Kinesis stream without region");
  public static final DiagnosticCode STREAM_ARN = error("DR0641", "not this stream's ARN");
  public static final DiagnosticCode FAN_OUT_CONSUMER =
      error("DR0642", "name of a fan-out consumer");
  public static final DiagnosticCode START_IN_FUTURE =
      error("DR0643", "reading from a time to come");
  public static final DiagnosticCode KINESIS_LIMIT =
      error("DR0644", "request beyond what Kinesis takes");
  public static final DiagnosticCode KINESIS_PROPERTY =
      error("DR0645", "property that cannot be set here");

  public static final DiagnosticCode NO_LOGIN = warning("DR0639", "login that nobody is named for");

  private DeliveryCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        NOT_EXACTLY_ONCE,
        FORMAT_TYPE,
        CLEAR_SECRET,
        TRANSACTION_TIMEOUT,
        NO_PATH_PREFIX,
        SINGLE_COLUMN,
        NO_EFFECT,
        OPTIONS_CONFLICT,
        SAME_FILE,
        UNKNOWN_PACKING,
        FEEDS_ITSELF,
        SHARED_FOLDER,
        GENERATOR,
        NO_TRANSACTIONAL_ID,
        LONG_TRANSACTION,
        KAFKA_PROPERTY,
        COMMITTED_WITHOUT_GROUP,
        TOPIC_PATTERN,
        BROKER_ADDRESS,
        AGAINST_EXACTLY_ONCE,
        MAY_LOSE_RECORDS,
        REFUSED_VALUE,
        NO_LOGIN,
        STREAM_WITHOUT_REGION,
        STREAM_ARN,
        FAN_OUT_CONSUMER,
        START_IN_FUTURE,
        KINESIS_LIMIT,
        KINESIS_PROPERTY);
  }
}
