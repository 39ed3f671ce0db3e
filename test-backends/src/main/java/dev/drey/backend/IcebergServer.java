// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Iceberg's own server of REST catalogs in a process of its own: which tables there are is in its
 * memory, their files in a folder. It asks nobody who they are.
 */
public final class IcebergServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final URI uri;

  private IcebergServer(ChildProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts a server without tables and waits until it answers. */
  public static IcebergServer start(Path warehouse) {
    int port = Loopback.freePort();
    ChildProcess process =
        ChildJvm.ofJars("iceberg", BackendFolder.resolve("iceberg-server/target/lib"))
            .environment("CATALOG_WAREHOUSE", warehouse.toUri().toString())
            .environment("CATALOG_REST_PORT", Integer.toString(port))
            // Its tables are in the memory of a connection, and a second one would have none.
            .environment("CATALOG_CLIENTS", "1")
            .start("org.apache.iceberg.rest.RESTCatalogServer");
    IcebergServer server =
        new IcebergServer(process, URI.create("http://" + Loopback.HOST + ":" + port));
    process.awaitReady(START, () -> Loopback.accepts(port));
    return server;
  }

  /** Where the API is served, over plain http. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.kill();
  }

  @Override
  public String toString() {
    return "Iceberg server at " + uri + " (" + process + ")";
  }
}
