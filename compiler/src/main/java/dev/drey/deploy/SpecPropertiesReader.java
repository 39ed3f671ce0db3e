// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import static dev.drey.deploy.SpecProperties.CHUNKS;
import static dev.drey.deploy.SpecProperties.ENCODING;
import static dev.drey.deploy.SpecProperties.GZIP;
import static dev.drey.deploy.SpecProperties.INLINE;
import static dev.drey.deploy.SpecProperties.SHA256;
import static dev.drey.deploy.SpecProperties.URI;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SpecProperties} describes. What is wrong becomes diagnostics on a listing of
 * the group's keys, with long values cut short.
 */
public final class SpecPropertiesReader {
  private static final int SHOWN = 60;

  private final Map<String, String> group;
  private final Map<String, String> params;
  private final SourceFile listing;
  private final Diagnostics diagnostics;

  private SpecPropertiesReader(
      Map<String, String> group, Map<String, String> params, Diagnostics diagnostics) {
    this.group = group;
    this.params = params;
    this.listing = listing(group);
    this.diagnostics = diagnostics;
  }

  /**
   * @param groups an application's property groups by name, or null where a group is absent
   * @return the spec, where there is nothing wrong
   */
  public static Optional<SpecDelivery> read(
      Map<String, Map<String, String>> groups, Diagnostics diagnostics) {
    Map<String, String> params = groups.getOrDefault(SpecProperties.PARAMS_GROUP, Map.of());
    Map<String, String> group = groups.get(SpecProperties.SPEC_GROUP);
    if (group == null) {
      SourceFile names =
          SourceFile.of(
              "application properties", String.join("\n", new TreeMap<>(groups).keySet()));
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.NO_SPEC,
                  Span.of(names, 0, 0),
                  groups.isEmpty()
                      ? "the application has no properties, so no spec"
                      : "no property group `drey.spec` among the application's groups")
              .help("`drey package SPEC` prints the groups to set"));
      return Optional.empty();
    }
    return new SpecPropertiesReader(new TreeMap<>(group), params, diagnostics).read();
  }

  private Optional<SpecDelivery> read() {
    List<String> ways =
        Stream.of(INLINE, CHUNKS, URI).filter(group::containsKey).collect(Collectors.toList());
    if (ways.size() != 1) {
      String found = ways.isEmpty() ? "none of them" : String.join(" and ", ways);
      return wrong(
          ways.isEmpty() ? "" : ways.get(1),
          "the spec is given by exactly one of inline, chunks and uri; here is " + found,
          "`drey package SPEC` prints the keys to set; remove those of an earlier layout");
    }
    switch (ways.get(0)) {
      case INLINE:
        return checked(group.get(INLINE));
      case URI:
        return located();
      default:
        return chunked();
    }
  }

  private Optional<SpecDelivery> located() {
    String sha256 = group.getOrDefault(SHA256, "");
    if (!sha256.matches("[0-9a-fA-F]{64}")) {
      return wrong(
          group.containsKey(SHA256) ? SHA256 : URI,
          "uri needs sha256: the 64 hexadecimal digits of the file's hash",
          "sha256sum FILE prints it");
    }
    return Optional.of(SpecDelivery.ofUri(group.getOrDefault(URI, ""), sha256, params));
  }

  private Optional<SpecDelivery> chunked() {
    String count = group.getOrDefault(CHUNKS, "");
    if (!count.matches("[1-9][0-9]?")) {
      return wrong(CHUNKS, "chunks is the number of chunk.NN keys, from 1 to 47", "");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Integer.parseInt(count); i++) {
      String chunk = group.get(SpecProperties.chunkKey(i));
      if (chunk == null) {
        return wrong(
            CHUNKS,
            "chunks says " + count + ", but there is no " + SpecProperties.chunkKey(i),
            "set every key that `drey package SPEC` prints");
      }
      text.append(chunk);
    }
    String encoding = group.get(ENCODING);
    if (encoding == null) {
      return checked(text.toString());
    }
    if (!encoding.equals(GZIP)) {
      return wrong(ENCODING, "the only encoding is gzip+base64", "");
    }
    try {
      return checked(SpecEncoding.unpack(text.toString()));
    } catch (IOException bad) {
      return wrong(ENCODING, String.valueOf(bad.getMessage()), "run `drey package SPEC` again");
    }
  }

  private Optional<SpecDelivery> checked(@Nullable String text) {
    String present = text == null ? "" : text;
    String sha256 = group.get(SHA256);
    if (sha256 != null) {
      Optional<Diagnostic> mismatch =
          hashMismatch(present.getBytes(UTF_8), sha256, span(SHA256), "the spec in the properties");
      if (mismatch.isPresent()) {
        diagnostics.add(mismatch.get());
        return Optional.empty();
      }
    }
    return Optional.of(SpecDelivery.ofText(present, params));
  }

  /** Whether bytes are what a hash says: also for what the launcher fetched from a URI. */
  public static Optional<Diagnostic> hashMismatch(
      byte[] bytes, String sha256, Span place, String what) {
    String actual = SpecEncoding.sha256(bytes);
    return actual.equalsIgnoreCase(sha256)
        ? Optional.empty()
        : Optional.of(
            Diagnostic.at(
                    LaunchCodes.WRONG_HASH,
                    place,
                    what + " hashes to " + actual + ", not to the sha256 given")
                .help("set the keys of one `drey package` run together, and upload that run's file")
                .build());
  }

  private Optional<SpecDelivery> wrong(String key, String message, String help) {
    Diagnostic.Builder diagnostic =
        Diagnostic.at(LaunchCodes.WRONG_SPEC_PROPERTIES, span(key), message);
    diagnostics.add(help.isEmpty() ? diagnostic : diagnostic.help(help));
    return Optional.empty();
  }

  private Span span(String key) {
    // At the start of a line only: a value may hold the same word.
    int start = key.isEmpty() ? -1 : ("\n" + listing.text()).indexOf("\n" + key + ": ");
    return start < 0 ? Span.of(listing, 0, 0) : Span.of(listing, start, start + key.length());
  }

  private static SourceFile listing(Map<String, String> group) {
    StringBuilder text = new StringBuilder();
    group.forEach(
        (key, value) -> {
          String line = value.replaceAll("\\s+", " ");
          String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
          text.append(key).append(": ").append(shown).append('\n');
        });
    return SourceFile.of("property group drey.spec", text.toString());
  }
}
