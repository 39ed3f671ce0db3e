// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import com.google.auto.value.AutoValue;
import dev.drey.deploy.PropertyGroups;
import dev.drey.deploy.SpecDelivery;
import dev.drey.deploy.SpecPropertiesReader;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/** The spec of a launch with the values of its parameters, wherever they came from. */
@AutoValue
abstract class LaunchedSpec {
  /** A spec is text that people write: anything larger is a mistake in the URI. */
  private static final int MAX_BYTES = 16 << 20;

  abstract SourceFile file();

  abstract Map<String, String> params();

  /** The application's property groups by name; none where the spec came without. */
  abstract Map<String, Map<String, String>> properties();

  static LaunchedSpec find(LaunchArguments arguments, Path serviceFile) throws LaunchException {
    if (arguments.spec().isPresent()) {
      return fetch(arguments.spec().get(), arguments.sha256(), arguments.params(), Map.of());
    }
    Map<String, Map<String, String>> groups = groups(arguments, serviceFile);
    Diagnostics diagnostics = new Diagnostics();
    Optional<SpecDelivery> found = SpecPropertiesReader.read(groups, diagnostics);
    if (found.isEmpty()) {
      throw LaunchException.of("No spec to run.", diagnostics.sorted());
    }
    SpecDelivery delivery = found.get();
    return delivery.text().isPresent()
        ? new AutoValue_LaunchedSpec(
            SourceFile.of("drey.spec", delivery.text().get()), delivery.params(), groups)
        : fetch(delivery.uri().orElseThrow(), delivery.sha256(), delivery.params(), groups);
  }

  private static Map<String, Map<String, String>> groups(
      LaunchArguments arguments, Path serviceFile) throws LaunchException {
    try {
      return arguments.properties().isPresent()
          ? PropertyGroups.read(Path.of(arguments.properties().get()))
          : PropertyGroups.readIfPresent(serviceFile);
    } catch (IOException unreadable) {
      throw new LaunchException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private static LaunchedSpec fetch(
      String uri,
      Optional<String> sha256,
      Map<String, String> params,
      Map<String, Map<String, String>> groups)
      throws LaunchException {
    byte[] bytes = read(uri);
    SourceFile file = SourceFile.of(LaunchException.shown(uri), decode(uri, bytes));
    if (sha256.isPresent()) {
      Optional<Diagnostic> mismatch =
          SpecPropertiesReader.hashMismatch(bytes, sha256.get(), file.all(), uri);
      if (mismatch.isPresent()) {
        throw LaunchException.of("The spec is not the one asked for.", List.of(mismatch.get()));
      }
    }
    return new AutoValue_LaunchedSpec(file, params, groups);
  }

  private static byte[] read(String uri) throws LaunchException {
    URI parsed = parse(uri);
    try {
      // Flink's file systems: the managed service brings the one for S3 with its credentials.
      org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(parsed);
      try (FSDataInputStream in = FileSystem.get(parsed).open(path)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new LaunchException("the spec at " + uri + " is larger than 16 MB");
        }
        return bytes;
      }
    } catch (UnsupportedFileSystemSchemeException unknown) {
      throw new LaunchException(
          "cannot read the spec at "
              + uri
              + ": this Flink has no file system for "
              + parsed.getScheme()
              + "://; put the plug-in for it into Flink's `plugins` folder, or give the spec by"
              + " file:///PATH or in the properties",
          unknown);
    } catch (IOException unreadable) {
      throw new LaunchException(
          "cannot read the spec at " + uri + ": " + unreadable.getMessage(), unreadable);
    }
  }

  private static URI parse(String uri) throws LaunchException {
    URI parsed;
    try {
      parsed = new URI(uri);
    } catch (URISyntaxException malformed) {
      throw new LaunchException(
          "the spec's URI "
              + uri
              + " is malformed after "
              + malformed.getIndex()
              + " characters; a blank is written %20",
          malformed);
    }
    if (parsed.getScheme() == null) {
      throw new LaunchException(
          "the spec's URI " + uri + " has no scheme: s3://BUCKET/KEY or file:///PATH");
    }
    boolean file = parsed.getScheme().equals("file");
    boolean host = parsed.getAuthority() != null;
    boolean path = parsed.getPath() != null && parsed.getPath().length() > 1;
    boolean bucketless = parsed.getScheme().startsWith("s3") && !host;
    if (parsed.isOpaque() || !path || (file && host) || bucketless) {
      throw new LaunchException(
          "the spec's URI "
              + uri
              + " is not absolute: write "
              + (file ? "file:///PATH, with the path from the root on" : "s3://BUCKET/KEY"));
    }
    return parsed;
  }

  private static String decode(String uri, byte[] bytes) throws LaunchException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new LaunchException("the spec at " + uri + " is not UTF-8", malformed);
    }
  }
}
