// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a POST as "Create a signed request" of the IAM guide has it. */
public final class SignatureV4 {
  private SignatureV4() {}

  /**
   * The header {@code Authorization} that a request must have.
   *
   * @param scope {@code eu-central-1/es}: the region and the service
   */
  public static String of(WireRequest request, String scope, String accessKey, String secretKey)
      throws GeneralSecurityException {
    String authorization = request.header("Authorization").orElseThrow();
    String time = request.header("X-Amz-Date").orElseThrow();
    String whole = time.substring(0, 8) + "/" + scope + "/aws4_request";
    String signed = authorization.replaceFirst(".*SignedHeaders=([^,]+),.*", "$1");
    StringBuilder canonical = new StringBuilder("POST\n" + request.target() + "\n\n");
    for (String header : signed.split(";", -1)) {
      canonical
          .append(header)
          .append(':')
          .append(request.header(header).orElseThrow())
          .append('\n');
    }
    canonical.append('\n').append(signed).append('\n').append(sha256(request.body()));
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            time,
            whole,
            sha256(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : whole.split("/", -1)) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential="
        + accessKey
        + "/"
        + whole
        + ", SignedHeaders="
        + signed
        + ", Signature="
        + hex(hmac(key, toSign));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte each : bytes) {
      hex.append(String.format("%02x", each));
    }
    return hex.toString();
  }
}
