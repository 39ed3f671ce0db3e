// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A spec and its parameters as property groups of an application, the way in which {@code drey
 * package} writes and the launcher reads them. Group {@code drey.spec} holds one of
 *
 * <ul>
 *   <li>{@code inline}: the text,
 *   <li>{@code chunks} (their number) and {@code chunk.00}, {@code chunk.01}, ...: the text in
 *       pieces; with {@code encoding: gzip+base64}, compressed,
 *   <li>{@code uri} and {@code sha256}: where the text is, and the hash of its bytes.
 * </ul>
 *
 * With {@code inline} and {@code chunks}, a {@code sha256} is optional. Group {@code drey.params}
 * holds the parameters. The limits are those of Amazon Managed Service for Apache Flink: 50 keys a
 * group, 1 to 2,048 characters a value.
 */
public final class SpecProperties {
  public static final String SPEC_GROUP = "drey.spec";
  public static final String PARAMS_GROUP = "drey.params";

  /** Characters (UTF-16 units) that a property's value may have. */
  public static final int MAX_VALUE = 2048;

  /** Keys that a group may have. */
  public static final int MAX_KEYS = 50;

  /** {@code chunks}, {@code encoding} and {@code sha256} take a key each. */
  public static final int MAX_CHUNKS = MAX_KEYS - 3;

  static final String INLINE = "inline";
  static final String CHUNKS = "chunks";
  static final String ENCODING = "encoding";
  static final String GZIP = "gzip+base64";
  static final String URI = "uri";
  static final String SHA256 = "sha256";

  /** How a spec travels, the plainest first. */
  public enum Layout {
    INLINE,
    CHUNKS,
    GZIP,
    S3
  }

  private SpecProperties() {}

  /** Whether a group is written by {@code drey package}, and no other of the application's. */
  public static boolean isOurs(String group) {
    return group.equals(SPEC_GROUP) || group.equals(PARAMS_GROUP);
  }

  /** The plainest layout in which the text fits. */
  public static Layout fitting(String text) {
    for (Layout layout : List.of(Layout.INLINE, Layout.CHUNKS, Layout.GZIP)) {
      if (write(text, layout).isPresent()) {
        return layout;
      }
    }
    return Layout.S3;
  }

  /** The keys of the spec's group; empty where the text does not fit. Not for {@link Layout#S3}. */
  public static Optional<Map<String, String>> write(String text, Layout layout) {
    switch (layout) {
      case INLINE:
        return text.isEmpty() || text.length() > MAX_VALUE
            ? Optional.empty()
            : Optional.of(Map.of(INLINE, text));
      case CHUNKS:
        return chunked(text, text, false);
      case GZIP:
        return chunked(text, SpecEncoding.pack(text), true);
      default:
        throw new IllegalArgumentException("a URI is needed: " + layout);
    }
  }

  private static Optional<Map<String, String>> chunked(String text, String sent, boolean gzip) {
    List<String> chunks = SpecEncoding.chunks(sent, MAX_VALUE);
    if (text.isEmpty() || chunks.size() > MAX_CHUNKS) {
      return Optional.empty();
    }
    Map<String, String> group = new LinkedHashMap<>();
    group.put(CHUNKS, Integer.toString(chunks.size()));
    if (gzip) {
      group.put(ENCODING, GZIP);
    }
    group.put(SHA256, SpecEncoding.sha256(text.getBytes(UTF_8)));
    for (int i = 0; i < chunks.size(); i++) {
      group.put(chunkKey(i), chunks.get(i));
    }
    return Optional.of(group);
  }

  /** The keys of the spec's group for a text that is kept elsewhere. */
  public static Map<String, String> uri(String uri, String text) {
    Map<String, String> group = new LinkedHashMap<>();
    group.put(URI, uri);
    group.put(SHA256, SpecEncoding.sha256(text.getBytes(UTF_8)));
    return group;
  }

  /** {@code FOLDER/SHA256.yaml}: the same text has the same key, another text another one. */
  public static String contentAddress(String folder, String text) {
    String base = folder.endsWith("/") ? folder : folder + "/";
    return base + SpecEncoding.sha256(text.getBytes(UTF_8)) + ".yaml";
  }

  /** Why these cannot be the values of a group, for a person; empty where they can. */
  public static Optional<String> checkParams(Map<String, String> params) {
    if (params.size() > MAX_KEYS) {
      return Optional.of(
          "an application's property group holds 50 parameters, and here are " + params.size());
    }
    for (Map.Entry<String, String> param : params.entrySet()) {
      int length = param.getValue().length();
      if (length < 1 || length > MAX_VALUE) {
        return Optional.of(
            "the value of `"
                + param.getKey()
                + "` has "
                + length
                + " characters; an application's property has 1 to 2048");
      }
    }
    return Optional.empty();
  }

  static String chunkKey(int index) {
    return String.format(Locale.ROOT, "chunk.%02d", index);
  }
}
