// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.async;

import com.google.auto.value.AutoValue;
import dev.drey.connector.ConnectorException;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What became of one record that was sent. */
@AutoValue
public abstract class Outcome {
  /** The kinds of outcomes. */
  enum Kind {
    TAKEN,
    SKIPPED,
    AGAIN,
    UNREACHABLE,
    TOGETHER,
    REFUSED
  }

  private static final Outcome TAKEN = new AutoValue_Outcome(Kind.TAKEN, "", "");

  /** The system has it. */
  public static Outcome taken() {
    return TAKEN;
  }

  private static final Outcome SKIPPED = new AutoValue_Outcome(Kind.SKIPPED, "", "");

  /** Not taken, and left out because the spec says so: it is counted. */
  public static Outcome skipped() {
    return SKIPPED;
  }

  /**
   * Refused for now: the system is busy, or has a fault of its own.
   *
   * @param code as the system calls it
   */
  public static Outcome again(String code, String reason) {
    return new AutoValue_Outcome(Kind.AGAIN, code, reason);
  }

  /** Nobody answers. Where nobody ever did, the address is probably wrong. */
  public static Outcome unreachable(String reason) {
    return new AutoValue_Outcome(Kind.UNREACHABLE, "", reason);
  }

  /**
   * Nobody answers, because of this failure.
   *
   * @throws ConnectorException where somebody does, but has no certificate that is trusted: that is
   *     no outage
   */
  public static Outcome noAnswer(IOException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && !(cause instanceof CertificateException)
        && !(cause instanceof SSLPeerUnverifiedException)) {
      cause = cause.getCause();
    }
    if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
      throw new ConnectorException(
          "the certificate of who answers is not trusted: " + cause.getMessage(), failure);
    }
    String said = failure.getMessage();
    return unreachable(said == null ? failure.getClass().getSimpleName() : said);
  }

  /** Refused with all others of its request: which of them is at fault, is not said. */
  public static Outcome refusedTogether(String code, String reason) {
    return new AutoValue_Outcome(Kind.TOGETHER, code, reason);
  }

  /** Refused for good: sent again, it would be refused again. */
  public static Outcome refused(String code, String reason) {
    return new AutoValue_Outcome(Kind.REFUSED, code, reason);
  }

  /** Whether it is refused for good, and by itself. */
  public final boolean isRefused() {
    return kind() == Kind.REFUSED;
  }

  /** Whether it is sent again. */
  public final boolean isSentAgain() {
    return kind() == Kind.AGAIN || kind() == Kind.UNREACHABLE;
  }

  abstract Kind kind();

  abstract String code();

  abstract String reason();

  /** As a person is told. */
  final String text() {
    return code().isEmpty() || reason().startsWith(code()) ? reason() : code() + ": " + reason();
  }
}
