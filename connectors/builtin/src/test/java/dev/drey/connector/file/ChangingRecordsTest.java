// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ErrorPolicy;
import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.row.RowChange;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A format whose records put and delete rows is read by a source as any other. */
@Timeout(60)
class ChangingRecordsTest {
  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();

  private static final RowType TYPE =
      RowType.of(
          Field.of("id", DataType.string().notNull()),
          Field.of("name", DataType.string().notNull()));

  @TempDir Path folder;

  /** {@code +id,name} and {@code -id}. */
  private static final class ChangeLog implements RowDecoder {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public boolean marksChanges() {
      return true;
    }

    @Override
    public Object[] decode(byte[] bytes, int offset, int length) throws BadRecordException {
      String record = new String(bytes, offset, length, UTF_8);
      @Nullable String[] columns = record.substring(1).split(",", -1);
      switch (record.charAt(0)) {
        case '+':
          return RowChange.PUT.of(
              new Object[] {columns[0], columns.length < 2 ? null : columns[1]});
        case '-':
          return RowChange.DELETE.of(new Object[] {columns[0], null});
        default:
          throw new BadRecordException("neither + nor -");
      }
    }
  }

  private List<String> read(ErrorPolicy policy, String... lines) throws Exception {
    Path file = Files.write(folder.resolve("log"), List.of(lines));
    return RunningJob.all(
            SourceRun.of(
                    new FileConnector(), OptionValues.of(Map.of("path", file.toString())), TYPE)
                .decoders(context -> new ChangeLog())
                .onError(policy)
                .add(CLUSTER.environment(1))
                .rebalance()
                .filter(row -> true))
        .stream()
        .map(row -> row[0] + " " + row[1] + " " + RowChange.in(row))
        .collect(Collectors.toList());
  }

  @Test
  void rowsGoThroughAJobWithWhatTheySay() throws Exception {
    assertThat(read(ErrorPolicy.FAIL, "+a,Ann", "+b,Ben", "+a,Anna", "-b"))
        .containsExactly("a Ann PUT", "b Ben PUT", "a Anna PUT", "b null DELETE");
  }

  @Test
  void onlyADeleteMayLackWhatARowNeeds() throws Exception {
    assertThat(read(ErrorPolicy.DROP, "+a,Ann", "+b", "?", "-a"))
        .containsExactly("a Ann PUT", "a null DELETE");
  }
}
