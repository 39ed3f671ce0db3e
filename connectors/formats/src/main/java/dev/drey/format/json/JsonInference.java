// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.drey.format.InferredType;
import dev.drey.format.TypeImportException;
import dev.drey.format.TypeInference;
import dev.drey.format.infer.Guess;
import dev.drey.format.infer.Samples;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of objects in a file, one behind the other or in one list. */
final class JsonInference implements TypeInference {
  @Override
  public List<String> fileSuffixes() {
    return List.of(".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz");
  }

  @Override
  public InferredType of(Path file, long most) throws IOException, TypeImportException {
    Guess guess = new Guess();
    long records = 0;
    boolean lists = false;
    try (InputStream in = Samples.open(file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      JsonToken token;
      while (records < most && (token = parser.nextToken()) != null) {
        if (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inRoot()) {
          lists = true;
        } else if (token == JsonToken.START_OBJECT) {
          guess.add(JsonSchemaTree.value(parser));
          records++;
        } else if (token != JsonToken.END_ARRAY) {
          throw problem("a record is an object, and number " + (records + 1) + " is none");
        }
      }
    } catch (JsonProcessingException e) {
      throw problem("record " + (records + 1) + " cannot be read: " + e.getOriginalMessage());
    }
    Map<String, String> notes = new LinkedHashMap<>();
    RowType columns = guess.columns(notes);
    if (columns.size() == 0) {
      throw problem("there is no object with a key in it");
    }
    return InferredType.of(columns, notes, lists ? "{json: {lists: true}}" : "json", records);
  }

  private static TypeImportException problem(String message) {
    return new TypeImportException(message, TypeImportException.NOWHERE);
  }
}
