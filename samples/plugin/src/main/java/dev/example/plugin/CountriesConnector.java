// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.RowLookup;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;

/** The connector {@code countries}: what Java knows of a country, asked by its code. */
public final class CountriesConnector implements JobConnector, LookupRole {
  private static final Option<String> LANGUAGE =
      Option.text("language", "^[a-z]{2}$", "The language of the names.").orElse("en").example("de");

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("countries")
        .description("The names of countries, by their codes of two letters.")
        .testedAgainst("itself")
        .lookupOptions(Shape.object(LANGUAGE))
        .lookupExample(
            "countries: {}\n"
                + "key: {code: card_id}\n"
                + "as: country\n"
                + "type: {code: STRING NOT NULL, name: STRING}\n")
        .build();
  }

  @Override
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return usage.keys().equals(List.of(CountryLookup.CODE))
        ? List.of()
        : List.of(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                "",
                "countries are asked by their `" + CountryLookup.CODE + "` alone",
                "write `key: {" + CountryLookup.CODE + ": ...}`"));
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    return new CountryLookup(context.rowType().names(), context.options().get(LANGUAGE));
  }
}
