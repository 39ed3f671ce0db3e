// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import static dev.drey.shape.Option.duration;
import static dev.drey.shape.Option.integer;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.size;
import static dev.drey.shape.Option.texts;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.shape.SpecText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The options {@code batch}, {@code inFlight}, {@code maxBuffered} and {@code retry}, which every
 * asynchronous sink has in this form. What differs are the limits of its system, which are also
 * what holds where a spec says nothing of a batch.
 */
public final class SendingOptions {
  private static final long REQUESTS = 8;

  private static final Option<Duration> LINGER =
      duration("linger", "How long a record waits for others before it is sent.")
          .orElse(Duration.ofSeconds(1))
          .example("200ms");

  private static final Option<Long> ATTEMPTS =
      integer(
              "attempts",
              "How often a record is sent at most; after that it is refused, as `onError` says."
                  + " Absent: until it is taken.")
          .example("10");

  private static final Option<Duration> BACKOFF =
      duration(
              "backoff",
              "The pause before records are sent again: doubled each time, up to a hundredfold.")
          .orElse(Duration.ofMillis(100))
          .example("500ms");

  private static final Option<List<String>> ON =
      texts(
              "on",
              "Further error codes of the system that are sent again, beside those by which it says"
                  + " that it is busy or has a fault.")
          .example("[ConditionalCheckFailedException]");

  private static final Option<OptionValues> RETRY =
      object(
              "retry",
              Shape.object(ATTEMPTS, BACKOFF, ON),
              "How what the system refuses for now is sent again.")
          .example("{attempts: 10, backoff: 500ms}");

  private final SendingLimits limits;
  private final Option<Long> size;
  private final Option<Long> bytes;
  private final Option<OptionValues> batch;
  private final Option<Long> inFlight;
  private final Option<Long> maxBuffered;

  private SendingOptions(SendingLimits limits, long requests) {
    this.limits = limits;
    this.inFlight =
        integer("inFlight", "The most requests of a subtask that wait for an answer at a time.")
            .orElse(requests)
            .example(Long.toString(requests * 2));
    this.size =
        integer("size", "The most records of one request, up to " + limits.records() + ".")
            .orElse((long) limits.records())
            .example(Long.toString(Math.max(1, limits.records() / 2)));
    this.bytes =
        size("bytes", "The most bytes of one request, up to " + inWords(limits.bytes()) + ".")
            .orElse(limits.bytes())
            .example(inWords(Math.max(1, limits.bytes() / 2)));
    this.batch =
        object(
                "batch",
                Shape.object(size, bytes, LINGER),
                "When records are sent together. A checkpoint sends what waits, and waits for the"
                    + " answers.")
            .example("{linger: 500ms}");
    this.maxBuffered =
        integer(
                "maxBuffered",
                "The most records of a subtask that wait to be sent; with more the sink holds up"
                    + " what is before it.")
            .orElse(limits.records() * 20L)
            .example(Long.toString(limits.records() * 40L));
  }

  public static SendingOptions of(SendingLimits limits) {
    return of(limits, REQUESTS);
  }

  /**
   * @param requests that are on their way at a time at most, where a spec does not say how many
   */
  public static SendingOptions of(SendingLimits limits, long requests) {
    return new SendingOptions(limits, requests);
  }

  private static String inWords(long bytes) {
    return SpecText.of(Shape.Kind.SIZE, bytes);
  }

  /** In the order of the documentation. */
  public List<Key> keys() {
    return Option.keys(batch, inFlight, maxBuffered, RETRY);
  }

  /** What is beyond the limits. */
  public List<Finding> check(OptionValues options) {
    return check(options, ConnectorCodes.OPTIONS_CONFLICT);
  }

  /** What is beyond the limits, under a code of the connector's own. */
  public List<Finding> check(OptionValues options, DiagnosticCode code) {
    return problems(options).stream()
        .map(each -> Finding.of(code, each.option(), each.message(), each.help()))
        .collect(Collectors.toList());
  }

  private List<OptionProblem> problems(OptionValues options) {
    List<OptionProblem> findings = new ArrayList<>();
    OptionValues together = options.within(batch);
    within(together.get(size), limits.records(), batch.to(size), "records", findings);
    long least = Math.min(limits.recordBytes(), limits.bytes());
    if (together.get(bytes) < least || together.get(bytes) > limits.bytes()) {
      findings.add(
          conflict(
              batch.to(bytes),
              "a request to "
                  + limits.system()
                  + " has at most "
                  + inWords(limits.bytes())
                  + ", and must have room for a record of "
                  + inWords(least),
              "write `bytes` from " + inWords(least) + " to " + inWords(limits.bytes())));
    }
    within(options.get(inFlight), 1000, inFlight.name(), "requests on their way", findings);
    if (options.get(maxBuffered) <= together.get(size)
        || options.get(maxBuffered) > Integer.MAX_VALUE) {
      findings.add(
          conflict(
              maxBuffered.name(),
              "the buffer has no room for a batch of "
                  + together.get(size)
                  + " and the next record",
              "write `maxBuffered: " + (together.get(size) * 2) + "` or more"));
    }
    OptionValues again = options.within(RETRY);
    if (again.find(ATTEMPTS).filter(attempts -> attempts < 1).isPresent()) {
      findings.add(
          conflict(
              RETRY.to(ATTEMPTS),
              "a record is sent at least once",
              "write `attempts: 1` to send no record again"));
    }
    return findings;
  }

  private void within(long given, long most, String at, String what, List<OptionProblem> findings) {
    if (given < 1 || given > most) {
      findings.add(
          conflict(
              at,
              limits.system() + " takes from 1 to " + most + " " + what,
              "write a number from 1 to " + most));
    }
  }

  private static OptionProblem conflict(String option, String message, String help) {
    return OptionProblem.of(option, message, help);
  }

  /** What a use says. */
  public SendingSettings settings(OptionValues options) {
    OptionValues together = options.within(batch);
    OptionValues again = options.within(RETRY);
    return SendingSettings.builder()
        .batchSize(together.get(size).intValue())
        .batchBytes(together.get(bytes))
        .recordBytes(limits.recordBytes())
        .linger(Math.max(1, together.get(LINGER).toMillis()))
        .inFlight(options.get(inFlight).intValue())
        .maxBuffered(options.get(maxBuffered).intValue())
        .attempts(again.find(ATTEMPTS).orElse(0L).intValue())
        .backoff(Math.max(1, again.get(BACKOFF).toMillis()))
        .retriedCodes(new HashSet<>(again.get(ON)))
        .build();
  }
}
