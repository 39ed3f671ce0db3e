// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;

/**
 * S3Proxy in a process of its own on loopback, which speaks S3 over a folder: each bucket is a
 * folder, each object a file in it. It checks signatures.
 */
public final class S3Server implements AutoCloseable {
  public static final String ACCESS_KEY = "reader";
  public static final String SECRET_KEY = "s3-secret-of-tests";

  private static final Duration START = Duration.ofSeconds(60);
  private static final String SERVER = "s3-server/target/";

  private final ChildProcess process;
  private final Path folder;
  private final URI endpoint;

  private S3Server(ChildProcess process, Path folder, URI endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
  }

  /** Starts a server without buckets and waits until it answers. */
  public static S3Server start() {
    int port = Loopback.freePort();
    String address = "http://" + Loopback.HOST + ":" + port;
    try {
      Path folder = Files.createTempDirectory("drey-s3-");
      Path buckets = Files.createDirectory(folder.resolve("buckets"));
      Path settings =
          Files.write(
              folder.resolve("s3proxy.conf"),
              List.of(
                  "s3proxy.endpoint=" + address,
                  "s3proxy.authorization=aws-v2-or-v4",
                  "s3proxy.identity=" + ACCESS_KEY,
                  "s3proxy.credential=" + SECRET_KEY,
                  "s3proxy.ignore-unknown-headers=true",
                  "jclouds.provider=filesystem-nio2",
                  "jclouds.identity=x",
                  "jclouds.credential=x",
                  "jclouds.filesystem.basedir=" + buckets));
      ChildProcess process =
          ChildJvm.ofJars("s3", BackendFolder.resolve(SERVER + "lib"))
              .start("org.gaul.s3proxy.Main", "--properties", settings.toString());
      process.awaitReady(START, () -> Loopback.accepts(port));
      return new S3Server(process, folder, URI.create(address));
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for an object store", e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The folder that is a bucket, which is made where there is none of that name. */
  public Path bucket(String name) {
    try {
      return Files.createDirectories(folder.resolve("buckets").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("no bucket " + name, e);
    }
  }

  /** The objects of a bucket that are no marks of folders, with their content, by their keys. */
  public Map<String, byte[]> objects(String bucket) {
    Path root = bucket(bucket);
    Map<String, byte[]> objects = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().collect(Collectors.toList())) {
        objects.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + bucket, e);
    }
  }

  /** The variables by which the AWS SDK finds this server. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        endpoint.toString(),
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_KEY);
  }

  /** Lets this JVM's Flink know {@code s3://}: its files are on this server from now on. */
  public void useForFileSystems() {
    useForFileSystems(endpoint, ACCESS_KEY, SECRET_KEY);
  }

  /** The same with another address or other keys. */
  public static void useForFileSystems(URI endpoint, String accessKey, String secretKey) {
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", endpoint.toString());
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.access-key", accessKey);
    configuration.setString("s3.secret-key", secretKey);
    // It refuses to remove the marks of several folders at once where one has files.
    configuration.setString("s3.directory.marker.retention", "keep");
    configuration.setString("s3.attempts.maximum", "1");
    configuration.setString("s3.retry.limit", "1");
    // Of a store that is busy it waits for minutes.
    configuration.setString("s3.retry.throttle.limit", "4");
    configuration.setString("s3.retry.throttle.interval", "20ms");
    try {
      FileSystem.initialize(
          configuration,
          new DefaultPluginManager(
              new DirectoryBasedPluginFinder(BackendFolder.resolve(SERVER + "plugins"))
                  .findPlugins(),
              CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
    } catch (IOException e) {
      throw new UncheckedIOException("no file system for s3", e);
    }
  }

  /** Ends the process without goodbye, as a machine that is gone. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  @Override
  public String toString() {
    return "S3 server at " + endpoint + " (" + process + ")";
  }
}
