// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A transaction as somebody writes it for Jackson and Flink's POJO serializer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class Transaction {
  @JsonProperty("tx_id")
  public @Nullable String txId;

  @JsonProperty("card_id")
  public @Nullable String cardId;

  public double amount;
  public @Nullable Merchant merchant;
  public long ts;

  /** Where it was paid. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public static final class Merchant {
    public long id;
    public @Nullable String name;
    public @Nullable String country;
  }
}
