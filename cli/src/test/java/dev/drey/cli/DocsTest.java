// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the guide show is what happens. */
class DocsTest {
  @TempDir Path folder;

  @Test
  void everySpecThatIsShownIsRight() {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("validate", "--deny-warnings", "README.md", "docs/guide/*.md");

    assertThat(code).as(user.out() + user.err()).isZero();
  }

  @Test
  void theReadmesRowsAreThoseOfTheRun() throws Exception {
    List<String> shown = block(Repository.root().resolve("README.md"), "```json");
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("run", "pipelines/word-count/pipeline.yaml");

    assertThat(code).as(user.err()).isZero();
    assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
    assertThat(user.out().lines().collect(Collectors.toList()))
        .containsAll(
            shown.stream().filter(line -> !line.equals("...")).collect(Collectors.toList()));
  }

  @Test
  void theReadmesDiagnosticIsThatOfTheMistake() throws Exception {
    Path spec = folder.resolve("pipelines/card-velocity/pipeline.yaml");
    Path model = spec.resolveSibling("model/fraud.onnx");
    Files.createDirectories(model.getParent());
    Files.copy(Repository.root().resolve("pipelines/card-velocity/model/fraud.onnx"), model);
    Files.writeString(
        spec,
        Files.readString(Repository.root().resolve("pipelines/card-velocity/pipeline.yaml"))
            .replace("where: amount > 0", "where: amont > 0"));
    CommandLineUser user = new CommandLineUser(folder);

    int code = user.drey("validate", "pipelines/card-velocity/pipeline.yaml");

    assertThat(code).isEqualTo(1);
    assertThat(Files.readString(Repository.root().resolve("README.md"))).contains(user.out());
  }

  @Test
  void theTestsThatTheGuideShowsPass() {
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("test", "docs/guide/*.md");

    assertThat(code).as(user.out() + user.err()).isZero();
    assertThat(user.out())
        .contains(
            "testing.md",
            "late-records.md",
            "triggers.md",
            "running-aggregates.md",
            "top-n.md",
            "joining.md",
            "broadcasting.md",
            "order.md",
            "rolling.md",
            "changing-a-pipeline.md");
  }

  @Test
  void theNextSpecHasWhatItsPageShows() throws Exception {
    Path page = Repository.root().resolve("docs/guide/changing-a-pipeline.md");
    Path next = Repository.root().resolve("docs/examples/another-spec/after.yaml");

    assertThat(Files.readAllLines(next)).containsSubsequence(block(page, "```text"));
  }

  @Test
  void aLateRecordGoesTheWayThatItsPageShows() throws Exception {
    runs("late-records.md", "late-record", "records.jsonl");
  }

  @Test
  void aTriggerGivesWhatItsPageShows() throws Exception {
    runs("triggers.md", "triggers", "orders.jsonl");
  }

  @Test
  void aRunningAggregateGivesWhatItsPageShows() throws Exception {
    runs("running-aggregates.md", "running-aggregates", "sales.jsonl");
  }

  @Test
  void rowByRowStepsGiveWhatTheirPageShows() throws Exception {
    runs("rows.md", "rows", "visits.jsonl");
  }

  @Test
  void contractsGiveWhatTheirPageShows() throws Exception {
    runs("contracts.md", "contracts", "orders.jsonl");
  }

  @Test
  void aTopNGivesWhatItsPageShows() throws Exception {
    runs("top-n.md", "top-n", "scores.jsonl");
  }

  @Test
  void aJoinGivesWhatItsPageShows() throws Exception {
    runs("joining.md", "clicks-to-impressions", "impressions.jsonl");
    Path root = Repository.root();
    assertThat(Files.readAllLines(root.resolve("docs/examples/clicks-to-impressions/clicks.jsonl")))
        .isEqualTo(block(root.resolve("docs/guide/joining.md"), "```json", 2));
  }

  @Test
  void aJoinWithWhatHoldsGivesWhatItsPageShows() throws Exception {
    runs("joining.md", 2, "orders-in-euros", 3, "orders.jsonl");
    Path root = Repository.root();
    assertThat(Files.readAllLines(root.resolve("docs/examples/orders-in-euros/rates.jsonl")))
        .isEqualTo(block(root.resolve("docs/guide/joining.md"), "```json", 4));
  }

  @Test
  void aBroadcastGivesWhatItsPageShows() throws Exception {
    runs("broadcasting.md", "rules", "payments.jsonl");
    Path root = Repository.root();
    assertThat(Files.readAllLines(root.resolve("docs/examples/rules/rules.jsonl")))
        .isEqualTo(block(root.resolve("docs/guide/broadcasting.md"), "```json", 2));
  }

  @Test
  void anOrderGivesWhatItsPageShows() throws Exception {
    runs("order.md", "order", "trades.jsonl");
  }

  @Test
  void valuesOverTheRowsBeforeAreWhatTheirPageShows() throws Exception {
    runs("rolling.md", "rolling", "readings.jsonl");
  }

  @Test
  void aQueryGivesWhatItsPageShows() throws Exception {
    runs("sql.md", "sql", "orders.jsonl");
  }

  /** An example of which a page shows the records, the spec and what comes out. */
  private static void runs(String guide, String name, String records) throws Exception {
    runs(guide, 1, name, 1, records);
  }

  /**
   * The same of a further example.
   *
   * @param number which spec of the page it is
   * @param ofRecords which records of the page are shown of it
   */
  private static void runs(String guide, int number, String name, int ofRecords, String records)
      throws Exception {
    Path page = Repository.root().resolve("docs/guide").resolve(guide);
    Path example = Repository.root().resolve("docs/examples").resolve(name);
    CommandLineUser user = new CommandLineUser(Repository.root());

    int code = user.drey("run", "docs/examples/" + name + "/pipeline.yaml");

    assertThat(code).as(user.err()).isZero();
    assertThat(user.out().lines())
        .containsExactlyInAnyOrderElementsOf(block(page, "```text", number));
    assertThat(Files.readAllLines(example.resolve(records)))
        .isEqualTo(block(page, "```json", ofRecords));
    assertThat(Files.readAllLines(example.resolve("pipeline.yaml")))
        .isEqualTo(block(page, "```yaml", number));
  }

  @Test
  void theReadmeNamesEachPageOfTheGuide() throws Exception {
    String readme = Files.readString(Repository.root().resolve("README.md"));
    try (Stream<Path> pages = Files.list(Repository.root().resolve("docs/guide"))) {
      assertThat(pages.map(page -> "(docs/guide/" + page.getFileName()))
          .hasSizeGreaterThan(20)
          .allMatch(readme::contains);
    }
  }

  /** The lines of a page's first block that opens so. */
  private static List<String> block(Path page, String opening) throws Exception {
    return block(page, opening, 1);
  }

  /** Those of a later block. */
  private static List<String> block(Path page, String opening, int number) throws Exception {
    List<String> lines = Files.readAllLines(page);
    for (int i = 1; i < number; i++) {
      lines = lines.subList(lines.indexOf(opening) + 1, lines.size());
    }
    int start = lines.indexOf(opening) + 1;
    return lines.subList(start, start + lines.subList(start, lines.size()).indexOf("```"));
  }
}
