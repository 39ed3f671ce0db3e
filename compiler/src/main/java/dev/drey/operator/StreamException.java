// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

/** An expression of a stream that failed on a row at run time; the message names the stream. */
public final class StreamException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StreamException(String stream, RuntimeException cause) {
    super("stream `" + stream + "`: " + reason(cause), cause);
  }

  /** What runs in a stream and is not ours. */
  StreamException(String stream, String who, Throwable cause) {
    super("stream `" + stream + "`: " + who + ": " + cause, cause);
  }

  private static String reason(RuntimeException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
