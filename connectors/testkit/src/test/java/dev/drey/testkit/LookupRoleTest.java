// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.RowLookup;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connector that can be asked by key, asked by a job. */
@Timeout(60)
class LookupRoleTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TYPE =
      RowType.of(
          Field.of("square", DataType.of(TypeKind.BIGINT).notNull()),
          Field.of("root", DataType.of(TypeKind.BIGINT).notNull()));

  /** Knows the roots of squares below 10 000; from another thread, and late. */
  private static final class Roots implements JobConnector, LookupRole {
    @Override
    public ConnectorDescriptor descriptor() {
      return ConnectorDescriptor.builder()
          .name("roots")
          .description("The roots of squares.")
          .lookupOptions(Shape.object())
          .build();
    }

    @Override
    public Optional<LookupRole> asLookup() {
      return Optional.of(this);
    }

    @Override
    public RowLookup lookup(LookupContext context) {
      return new Lookup(context.rowType().indexOf("root"));
    }
  }

  private static final class Lookup implements RowLookup {
    private static final long serialVersionUID = 1;

    private final int root;
    private transient boolean open;

    Lookup(int root) {
      this.root = root;
    }

    @Override
    public void open() {
      open = true;
    }

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      if (!open) {
        return CompletableFuture.failedFuture(new IllegalStateException("not open"));
      }
      return CompletableFuture.supplyAsync(() -> found(key[0]));
    }

    private List<Object[]> found(Object square) {
      List<Object[]> rows = new ArrayList<>();
      for (long n = -100; n <= 100; n++) {
        if (Long.valueOf(n * n).equals(square)) {
          Object[] row = {n * n, n * n};
          row[root] = n;
          rows.add(row);
        }
      }
      return rows;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  /** As an operator will ask. */
  private static final class Asking extends RichAsyncFunction<Object[], Object[]> {
    private static final long serialVersionUID = 1;

    private final RowLookup lookup;

    Asking(RowLookup lookup) {
      this.lookup = lookup;
    }

    @Override
    public void open(OpenContext context) throws Exception {
      lookup.open();
    }

    @Override
    public void asyncInvoke(Object[] row, ResultFuture<Object[]> result) {
      // What comes of it goes to the result, a failure too.
      CompletableFuture<List<Object[]>> unused =
          lookup
              .rows(new Object[] {row[0]})
              .whenComplete(
                  (rows, failure) -> {
                    if (failure == null) {
                      result.complete(rows);
                    } else {
                      result.completeExceptionally(failure);
                    }
                  });
    }

    @Override
    public void close() throws Exception {
      lookup.close();
    }
  }

  @Test
  void jobAsksForTheRowsOfItsKeys() throws Exception {
    JobConnector roots = new Roots();
    LookupContext context =
        LookupContext.of("roots", OptionValues.empty(), TYPE, List.of("square"));
    RowLookup lookup = roots.asLookup().orElseThrow().lookup(context);
    List<Object[]> asked = new ArrayList<>();
    for (long n = 0; n < 50; n++) {
      asked.add(new Object[] {n, 0L});
    }
    List<String> answers =
        RunningJob.all(
                AsyncDataStream.orderedWait(
                        CLUSTER.environment(1).fromData(asked, RowTypeInformation.of(TYPE)),
                        new Asking(lookup),
                        1,
                        TimeUnit.MINUTES)
                    .returns(RowTypeInformation.of(TYPE)))
            .stream()
            .map(row -> row[0] + " " + row[1])
            .collect(Collectors.toList());

    assertThat(answers)
        .containsExactly(
            "0 0", "1 -1", "1 1", "4 -2", "4 2", "9 -3", "9 3", "16 -4", "16 4", "25 -5", "25 5",
            "36 -6", "36 6", "49 -7", "49 7");
  }

  @Test
  void keysAreColumns() {
    assertThatThrownBy(() -> LookupContext.of("roots", OptionValues.empty(), TYPE, List.of("cube")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
