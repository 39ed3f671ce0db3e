// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What went wrong, in words: the messages of a chain of causes from the outermost that says
 * something to the innermost, without class names, each once.
 */
final class Causes {
  /** Say only that something failed, which the reader knows: Flink's and Java's wrappers. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "CompletionException",
          "ExecutionException",
          "JobExecutionException",
          "JobSubmissionException",
          "JobInitializationException",
          "ProgramInvocationException",
          "FlinkException",
          "UndeclaredThrowableException",
          "InvocationTargetException",
          "SerializedThrowable",
          "ExceptionInChainedOperatorException",
          "JobException",
          "UncheckedIOException",
          "WrappingRuntimeException",
          "AsynchronousException");

  /** The same, by how their messages start. */
  private static final Pattern WRAPPING_MESSAGE =
      Pattern.compile(
          "(One or more fetchers have|SplitFetcher thread|Recovery is suppressed|Job execution"
              + " failed|Caught exception while processing|Could not complete the stream"
              + " element|Error while|Exception while|Failed to list subscribed topic"
              + " partitions|Cannot initialize schema|Failed to initialize serialization schema).*",
          Pattern.DOTALL);

  /** What a client says of itself where what is above says it of the pipeline. */
  private static final Pattern OF_THE_CLIENT =
      Pattern.compile(
          "(Timed out waiting for a node assignment|Call\\(callName=|Input is not in the .gz).*",
          Pattern.DOTALL);

  /** AWS's clients name every place that they looked at, in one line of a thousand characters. */
  private static final Pattern NO_CREDENTIALS =
      Pattern.compile("Unable to load (AWS )?credentials from any .*", Pattern.DOTALL);

  private static final String CREDENTIALS_ADVICE =
      "there are no AWS credentials here: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY, or write `credentials`; a local run takes a file in place of"
          + " the stream with --input NAME=FILE or --output NAME=FILE";

  private Causes() {}

  static String inWords(Throwable thrown) {
    List<String> words = new ArrayList<>();
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      boolean last = t.getCause() == null || t.getCause() == t;
      String message = message(t);
      if (!last
          && (WRAPPERS.contains(t.getClass().getSimpleName())
              || WRAPPING_MESSAGE.matcher(message).matches())) {
        continue;
      }
      if (!words.isEmpty() && OF_THE_CLIENT.matcher(message).matches()) {
        continue;
      }
      if (words.stream().noneMatch(said -> said.contains(message))) {
        words.removeIf(message::contains);
        words.add(message);
      }
    }
    return String.join("\n  because: ", words);
  }

  /** The message without the class names that Java and Flink put before it. */
  private static String message(Throwable t) {
    String message = t.getMessage();
    if (message == null || message.isBlank()) {
      return "(no message) " + t.getClass().getSimpleName();
    }
    String stripped = message.strip().replaceFirst("^([a-z]\\w*+\\.)++[A-Z][\\w$]*:\\s*", "");
    if (t instanceof java.nio.file.NoSuchFileException) {
      return stripped + " does not exist";
    }
    if (t instanceof java.nio.file.AccessDeniedException) {
      return stripped + " may not be read or written by this user";
    }
    return NO_CREDENTIALS.matcher(stripped).replaceFirst(CREDENTIALS_ADVICE);
  }
}
