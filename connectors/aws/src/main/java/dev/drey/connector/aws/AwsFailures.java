// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What a failed request says of its records. The codes are those of the services' API references,
 * "Common Errors" and the errors of each action.
 */
public final class AwsFailures {
  /** No record is at fault: nobody with these credentials, or nobody at all, may send any. */
  private static final Set<String> FATAL =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidClientTokenId",
          "InvalidSecurity",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "OptInRequired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> BUSY =
      Set.of(
          "InternalFailure",
          "InternalServerError",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestTimeout",
          "RequestTimeoutException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");

  private final Set<String> fatal;
  private final Set<String> busy;

  private AwsFailures(Set<String> fatal, Set<String> busy) {
    this.fatal = fatal;
    this.busy = busy;
  }

  /**
   * @param fatal the service's own codes by which no record can be sent at all
   * @param busy the service's own codes by which records can be sent later
   */
  public static AwsFailures with(Set<String> fatal, Set<String> busy) {
    return new AwsFailures(fatal, busy);
  }

  /**
   * The outcome of each of the records of a request.
   *
   * @param read what the service's answer says of each
   */
  public <T> CompletableFuture<List<Outcome>> outcomes(
      int records, CompletableFuture<T> answer, Function<T, List<Outcome>> read) {
    return answer.handle(
        (response, failure) ->
            failure == null ? read.apply(response) : failed(records, cause(failure)));
  }

  private List<Outcome> failed(int records, Throwable cause) {
    Outcome outcome = outcome(cause).orElseThrow(() -> new CompletionException(told(cause)));
    return Collections.nCopies(records, outcome);
  }

  /**
   * What a failed request says, and, where the service does not know who asks or does not let them,
   * what to look at.
   */
  public static Throwable told(Throwable cause) {
    if (cause instanceof AwsServiceException && FATAL.contains(code((AwsServiceException) cause))) {
      return new ConnectorException(
          cause.getMessage()
              + ": `credentials` say who asks, without them the application's role; the"
              + " connector's page lists what they must be allowed",
          cause);
    }
    return cause;
  }

  /** Empty where no record can be sent. */
  private Optional<Outcome> outcome(Throwable cause) {
    if (cause instanceof AwsServiceException) {
      AwsServiceException answer = (AwsServiceException) cause;
      String code = code(answer);
      if (isBusy(answer, code)) {
        return Optional.of(Outcome.again(code, message(answer)));
      }
      return FATAL.contains(code) || fatal.contains(code)
          ? Optional.empty()
          : Optional.of(Outcome.refusedTogether(code, message(answer)));
    }
    return cause instanceof SdkClientException
        ? Optional.of(Outcome.unreachable(String.valueOf(cause.getMessage())))
        : Optional.empty();
  }

  private boolean isBusy(AwsServiceException answer, String code) {
    return BUSY.contains(code)
        || busy.contains(code)
        || answer.isThrottlingException()
        || answer.statusCode() >= 500;
  }

  /** What stands behind what futures wrap around it. */
  public static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("HTTP " + answer.statusCode());
  }

  private static String message(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElseGet(() -> String.valueOf(answer.getMessage()));
  }
}
