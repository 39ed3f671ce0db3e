// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import dev.drey.connector.async.RefusedRowException;
import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL with places in its path. Law: whatever the values are, the request goes to the host of the
 * URL, and each value is one part of the path, or one parameter.
 */
final class UrlTemplate implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Those that RFC 3986 leaves as they are. */
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final String url;

  UrlTemplate(String url) {
    this.url = url;
  }

  /** The names of the places, in order. */
  Set<String> places() {
    Set<String> places = new LinkedHashSet<>();
    Matcher place = PLACE.matcher(url);
    while (place.find()) {
      places.add(place.group(1));
    }
    return places;
  }

  /**
   * @param values of the places
   * @param query further parameters; one that is null is left out
   */
  URI of(Map<String, @Nullable String> values, Map<String, @Nullable String> query)
      throws RefusedRowException {
    StringBuilder text = new StringBuilder();
    Matcher place = PLACE.matcher(url);
    while (place.find()) {
      String name = place.group(1);
      @Nullable String value = values.get(name);
      if (value == null || value.isEmpty()) {
        throw new RefusedRowException(
            "`" + name + "`, of the URL, is " + (value == null ? "NULL" : "empty"));
      }
      place.appendReplacement(text, Matcher.quoteReplacement(escaped(name, value)));
    }
    place.appendTail(text);
    checkSteps(text.toString());
    char before = url.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, @Nullable String> parameter : query.entrySet()) {
      @Nullable String value = parameter.getValue();
      if (value != null) {
        text.append(before)
            .append(escaped(HttpOptions.QUERY.name(), parameter.getKey()))
            .append('=')
            .append(escaped(parameter.getKey(), value));
        before = '&';
      }
    }
    return URI.create(text.toString());
  }

  /** A server takes `..` for the folder above. */
  private static void checkSteps(String url) throws RefusedRowException {
    int query = url.indexOf('?');
    for (String step : (query < 0 ? url : url.substring(0, query)).split("/", -1)) {
      if (step.equals(".") || step.equals("..")) {
        throw new RefusedRowException("the URL would have `" + step + "` as a part of its path");
      }
    }
  }

  private static String escaped(String name, String value) throws RefusedRowException {
    StringBuilder escaped = new StringBuilder();
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      while (bytes.hasRemaining()) {
        int each = bytes.get() & 0xff;
        if (UNRESERVED.indexOf(each) >= 0) {
          escaped.append((char) each);
        } else {
          escaped.append(String.format("%%%02X", each));
        }
      }
    } catch (CharacterCodingException noText) {
      throw new RefusedRowException("`" + name + "`, of the URL, is no text");
    }
    return escaped.toString();
  }
}
