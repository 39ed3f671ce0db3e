// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.http;

import dev.drey.connector.LookupContext;
import dev.drey.connector.RowLookup;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.json.JsonFormat;
import dev.drey.format.text.ScalarText;
import dev.drey.format.text.Utf8Buffer;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks by GET. An answer is a JSON object or a list of such; 404 and 410 say that there is nothing,
 * as do an empty answer, an empty list and `null`. Columns of the key that an answer leaves out are
 * what was asked.
 */
final class HttpLookup implements RowLookup {
  private static final long serialVersionUID = 1;

  /** The lookup's own `timeout` is the shorter one, as a rule. */
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int SUCCESS = 2;
  private static final Set<Integer> NOTHING = Set.of(404, 410);

  private final UrlTemplate url;
  private final RowType rowType;
  private final List<String> keys;
  private final RowDecoder rows;
  private final HttpAccess access;

  HttpLookup(LookupContext context) {
    OptionValues options = context.options();
    this.url = new UrlTemplate(options.get(HttpOptions.URL));
    this.rowType = context.rowType();
    this.keys = context.keys();
    RowType answered = withoutNeed(rowType, keys);
    List<Integer> positions =
        IntStream.range(0, answered.size()).boxed().collect(Collectors.toList());
    this.rows =
        new JsonFormat()
            .decoder(
                DecoderContext.of(
                    answered, answered, positions, OptionValues.of(Map.of("lists", true))));
    this.access =
        new HttpAccess(
            options, "http lookup of `" + context.name() + "`", ANSWER_AT_MOST, MOST_BYTES);
  }

  /** With key columns that an answer need not have. */
  private static RowType withoutNeed(RowType type, List<String> keys) {
    return RowType.of(
        type.fields().stream()
            .map(
                field ->
                    keys.contains(field.name())
                        ? Field.of(field.name(), field.type().withNullable(true))
                        : field)
            .collect(Collectors.toList()));
  }

  @Override
  public void open() {
    rows.open();
    access.open();
  }

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    for (Object part : key) {
      if (part == null) {
        return CompletableFuture.completedFuture(new ArrayList<>());
      }
    }
    try {
      URI uri = uri(key);
      return access.get(uri).thenApply(answer -> answered(answer, key));
    } catch (RefusedRowException noUrl) {
      return CompletableFuture.failedFuture(noUrl);
    }
  }

  private URI uri(Object[] key) throws RefusedRowException {
    Set<String> places = url.places();
    Map<String, @Nullable String> path = new HashMap<>();
    Map<String, @Nullable String> query = new LinkedHashMap<>();
    for (int i = 0; i < key.length; i++) {
      String name = keys.get(i);
      DataType type = rowType.field(rowType.indexOf(name)).type();
      (places.contains(name) ? path : query).put(name, text(type, key[i]));
    }
    return url.of(path, query);
  }

  private static String text(DataType type, Object value) {
    if (value instanceof String || type.kind() == TypeKind.BOOLEAN) {
      return value.toString();
    }
    Utf8Buffer text = new Utf8Buffer();
    ScalarText.writeAscii(type.kind(), value, text);
    return new String(text.toByteArray(), StandardCharsets.US_ASCII);
  }

  private List<Object[]> answered(HttpResponse<byte[]> answer, Object[] key) {
    if (NOTHING.contains(answer.statusCode())) {
      return new ArrayList<>();
    }
    if (answer.statusCode() / 100 != SUCCESS) {
      throw new IllegalStateException(HttpAccess.inWords(answer));
    }
    byte[] body = answer.body();
    String text = body.length > 8 ? "" : new String(body, StandardCharsets.UTF_8).strip();
    List<Object[]> found = new ArrayList<>();
    if (body.length == 0 || text.equals("null")) {
      return found;
    }
    if (body.length >= MOST_BYTES) {
      throw new IllegalStateException(
          "the answer has more than " + MOST_BYTES + " bytes, which is more than is taken");
    }
    try {
      // Answers come from several threads, and a decoder is for one.
      synchronized (rows) {
        rows.decodeAll(body, 0, body.length, found::add);
      }
    } catch (BadRecordException misfit) {
      throw new IllegalStateException(
          "the answer is not what its type says: " + misfit.getMessage(), misfit);
    }
    found.forEach(row -> complete(row, key));
    return found;
  }

  private void complete(Object[] row, Object[] key) {
    for (int i = 0; i < key.length; i++) {
      int column = rowType.indexOf(keys.get(i));
      if (row[column] == null) {
        row[column] = key[i];
      }
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && !rowType.field(i).type().nullable()) {
        throw new IllegalStateException(
            "the answer is not what its type says: `"
                + rowType.field(i).name()
                + "` is declared NOT NULL and the answer has none");
      }
    }
  }

  @Override
  public void close() {
    access.close();
  }
}
