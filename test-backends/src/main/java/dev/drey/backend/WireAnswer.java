// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of a {@link WireServer}. */
public final class WireAnswer {
  private static final int NEVER = -1;
  private static final int HUNG_UP = -2;

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final byte[] body;

  private WireAnswer(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  public static WireAnswer of(int status, byte[] body) {
    return new WireAnswer(status, body);
  }

  /** Of the protocols {@code awsJson1_0} and {@code awsJson1_1}. */
  public static WireAnswer json(int status, String body) {
    return of(status, body.getBytes(StandardCharsets.UTF_8))
        .with("Content-Type", "application/x-amz-json-1.1");
  }

  /** An error of these protocols. */
  public static WireAnswer error(int status, String code, String message) {
    return json(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}");
  }

  /** None: the connection stays open, and nothing comes. */
  public static WireAnswer never() {
    return of(NEVER, new byte[0]);
  }

  boolean isNever() {
    return status == NEVER;
  }

  /** None: the connection ends. */
  public static WireAnswer hungUp() {
    return of(HUNG_UP, new byte[0]);
  }

  boolean isHungUp() {
    return status == HUNG_UP;
  }

  /** This answer with a header. */
  public WireAnswer with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
