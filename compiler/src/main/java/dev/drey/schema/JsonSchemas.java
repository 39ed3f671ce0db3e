// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The published JSON Schemas: with one of them an editor alone completes, explains and checks. What
 * they refuse {@link ShapeCheck} refuses here, in our words, and nothing else. The same language
 * gives the same text.
 */
public final class JsonSchemas {
  private static final String PIPELINE_ID = "urn:drey:schema:pipeline:v1";
  private static final String TEST_ID = "urn:drey:schema:pipeline-test:v1";

  private JsonSchemas() {}

  /** The schema of specs: {@code schemas/drey-v1.schema.json}. */
  public static String pipeline(Language language) {
    return text(SchemaWriter.write(PipelineGrammar.of(language), PIPELINE_ID));
  }

  /** The schema of tests of specs: {@code schemas/drey-v1-test.schema.json}. */
  public static String specTest() {
    return text(SchemaWriter.write(TestGrammar.of(), TEST_ID));
  }

  private static String text(ObjectNode schema) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
