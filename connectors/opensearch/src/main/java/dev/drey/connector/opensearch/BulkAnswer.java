// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.async.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a bulk request's answer says of each of its documents. Each has a status and, where it
 * failed, an error with a type, as the API's reference has them.
 */
final class BulkAnswer {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int BUSY = 429;
  private static final int SERVER_ERRORS = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int documents;
  private final boolean indexIsFixed;

  /**
   * @param indexIsFixed whether all are about one index, without which nothing can be written
   */
  BulkAnswer(int documents, boolean indexIsFixed) {
    this.documents = documents;
    this.indexIsFixed = indexIsFixed;
  }

  /**
   * @throws ConnectorException where no document is at fault and none can be written
   */
  List<Outcome> outcomes(byte[] body) throws IOException {
    if (!hasErrors(body)) {
      return Collections.nCopies(documents, Outcome.taken());
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode item : JSON.readTree(body).path("items")) {
      outcomes.add(outcome(item.iterator().next()));
    }
    if (outcomes.size() != documents) {
      throw new IOException(
          "an answer of " + outcomes.size() + " documents to a request of " + documents);
    }
    return outcomes;
  }

  /** Without a look at each document: that there is one comes first in an answer. */
  private static boolean hasErrors(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          boolean errors = parser.currentName().equals("errors");
          parser.nextToken();
          if (errors) {
            return parser.getBooleanValue();
          }
          parser.skipChildren();
        }
      }
    }
    throw new IOException("the answer is none of a bulk request");
  }

  private Outcome outcome(JsonNode item) {
    JsonNode error = item.path("error");
    int status = item.path("status").asInt();
    if (error.isMissingNode()) {
      // Also a document that is to be deleted and is not there.
      return status < BUSY || status == NOT_FOUND ? Outcome.taken() : unnamed(status);
    }
    String type = error.path("type").asText("HTTP " + status);
    String reason = reason(error);
    switch (type) {
      case "cluster_block_exception":
      case "version_conflict_engine_exception":
        // Somebody blocks the index for a while, or writes to the document, too.
        return Outcome.again(type, reason);
      case "index_not_found_exception":
        if (indexIsFixed) {
          throw new ConnectorException(reason);
        }
        break;
      default:
    }
    if (status == FORBIDDEN) {
      throw new ConnectorException(type + ": " + reason);
    }
    return status == BUSY || status >= SERVER_ERRORS
        ? Outcome.again(type, reason)
        : Outcome.refused(type, reason);
  }

  private static Outcome unnamed(int status) {
    return Outcome.again("HTTP " + status, "the answer says no more");
  }

  /** With what is behind it, which names the column. */
  private static String reason(JsonNode error) {
    StringBuilder reason = new StringBuilder(error.path("reason").asText());
    JsonNode cause = error.path("caused_by");
    while (cause.isObject()) {
      String more = cause.path("reason").asText();
      if (!more.isEmpty() && reason.indexOf(more) < 0) {
        reason.append(": ").append(more);
      }
      cause = cause.path("caused_by");
    }
    return reason.toString();
  }
}
