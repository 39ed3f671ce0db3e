// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import java.net.URI;

/** What is sent for a row, and where. */
final class Outgoing {
  final URI uri;
  final byte[] body;

  Outgoing(URI uri, byte[] body) {
    this.uri = uri;
    this.body = body;
  }
}
