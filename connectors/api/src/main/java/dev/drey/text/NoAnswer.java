// SPDX-License-Identifier: Apache-2.0
package dev.drey.text;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** In words why a server did not answer; many exceptions of Java's client have none. */
public final class NoAnswer {
  private NoAnswer() {}

  /**
   * @param where whom was asked, as a person knows it
   */
  public static String inWords(String where, Throwable failure) {
    return where + " " + what(failure);
  }

  private static String what(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "is a name that no address is known for";
      }
      if (each instanceof SSLException) {
        return "and this machine do not agree on TLS: " + each.getMessage();
      }
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return "cannot be reached: no connection in time";
    }
    if (failure instanceof HttpTimeoutException) {
      return "does not answer in time";
    }
    if (failure instanceof ConnectException) {
      return "cannot be reached: nobody takes connections there";
    }
    String message = failure.getMessage();
    return "does not answer: " + (message == null ? failure.getClass().getSimpleName() : message);
  }
}
