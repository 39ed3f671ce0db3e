// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerbsTest {
  private static final String SPEC =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: doubled",
          "params:",
          "  factor: {type: INT}",
          "sources:",
          "  a: {file: {path: in.jsonl}, type: {n: BIGINT}}",
          "streams:",
          "  b: {from: a, where: n > 1, select: {n: \"n * ${factor}\"}}",
          "sinks:",
          "  c: {from: b, print: {}}",
          "");

  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() throws IOException {
    user = new CommandLineUser(folder);
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(folder.resolve("p/spec.yaml"), SPEC);
    Files.writeString(folder.resolve("p/in.jsonl"), "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
  }

  @Test
  void runPrintsRowsOfTheFilesBesideTheSpec() {
    assertThat(user.drey("run", "p/spec.yaml", "--param", "factor=10")).isEqualTo(0);
    assertThat(user.out()).isEqualTo("{\"n\":20}\n{\"n\":30}\n");
    assertThat(user.err().lines())
        .containsExactly(
            "read   3  a  from " + folder.resolve("p/in.jsonl"), "wrote  2  c  to standard output");
  }

  @Test
  void runTakesFilesInThePlaceOfSourcesAndSinks() throws IOException {
    Files.writeString(folder.resolve("other.jsonl"), "{\"n\":7}\n");
    Files.writeString(folder.resolve("params.yaml"), "factor: 3\n");

    int code =
        user.drey(
            "run",
            "p/spec.yaml",
            "--params",
            "params.yaml",
            "--input",
            "a=other.jsonl",
            "--output",
            "c=out.jsonl");

    assertThat(user.err().lines())
        .containsExactly(
            "read   1  a  from " + folder.resolve("other.jsonl"),
            "wrote  1  c  to " + folder.resolve("out.jsonl"));
    assertThat(code).isEqualTo(0);
    assertThat(user.out()).isEmpty();
    assertThat(folder.resolve("out.jsonl")).hasContent("{\"n\":21}\n");
  }

  @Test
  void runSaysWhatIsWrongWithoutAStackTrace() throws IOException {
    assertThat(user.drey("run", "p/spec.yaml")).isEqualTo(1);
    assertThat(user.err()).contains("error[DR0").contains("factor").doesNotContain("\tat ");
    assertThat(user.drey("run", "p/spec.yaml", "--param", "factor=1", "--input", "other=y"))
        .isEqualTo(2);
    assertThat(user.err()).contains("no source `other`").contains("the sources are a");
    assertThat(user.drey("run", "p/spec.yaml", "--param", "factor=1", "--output", "a=-"))
        .isEqualTo(2);
    assertThat(user.err()).contains("no sink `a`").contains("`a` is a source");
    Files.writeString(folder.resolve("p/in.jsonl"), "{\"n\":1}\n{\"n\":\n");
    assertThat(user.drey("run", "p/spec.yaml", "--param", "factor=1")).isEqualTo(1);
    assertThat(user.err())
        .startsWith("error: bad record in source `a`")
        .contains("in.jsonl, line 2")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }

  @Test
  void explainShowsThePlan() throws IOException {
    assertThat(user.drey("explain", "p/spec.yaml")).isEqualTo(0);
    assertThat(user.out()).startsWith("pipeline doubled\n").contains("(source)");
    assertThat(user.drey("explain", "--format", "mermaid", "p/spec.yaml")).isEqualTo(0);
    assertThat(user.out()).startsWith("flowchart");
    assertThat(user.drey("explain", "--format", "json", "p/spec.yaml")).isEqualTo(0);
    List<String> uids = new ArrayList<>();
    for (JsonNode operator : new ObjectMapper().readTree(user.out()).get("operators")) {
      uids.add(operator.get("uid").asText());
    }
    assertThat(uids).containsExactly("a.source", "b.select", "c.sink");
  }

  @Test
  void testsPassFailAndAreRewritten() throws IOException {
    Path tests = folder.resolve("p/tests.yaml");
    Files.writeString(
        tests,
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "pipeline: spec.yaml",
            "params: {factor: 2}",
            "tests:",
            "  - name: doubles",
            "    steps:",
            "      - send: {a: [{n: 2}, {n: 5}]}",
            "      - expect: {b: [{n: 4}, {n: 11}]}",
            "  - name: leaves out ones",
            "    steps:",
            "      - send: {a: [{n: 1}]}",
            "      - expect:",
            "          c: []",
            ""));

    assertThat(user.drey("test", "p", "--junit", "junit.xml")).isEqualTo(1);
    assertThat(user.out()).contains("FAILED  doubles").contains("it is 10").contains("leaves out");
    assertThat(user.err()).isEqualTo("1 passed, 1 failed\n");
    assertThat(Files.readString(folder.resolve("junit.xml")))
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=")
        .contains("tests=\"2\" failures=\"1\" errors=\"0\"");
    assertThat(user.drey("test", "p", "--filter", "ones")).isEqualTo(0);
    assertThat(user.drey("test", "p", "--filter", "nothing")).isEqualTo(2);

    assertThat(user.drey("test", "p", "--format", "github")).isEqualTo(1);
    assertThat(user.out().lines()).allMatch(line -> line.startsWith("::error file=p/tests.yaml,"));
    assertThat(user.err()).contains("FAILED  doubles").endsWith("1 passed, 1 failed\n");
    assertThat(user.drey("test", "p", "--format", "sarif")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(user.out()).at("/runs/0/results/0/ruleId").asText())
        .isEqualTo("DR0806");

    assertThat(user.drey("test", "p", "--update")).isEqualTo(1);
    assertThat(Files.readString(tests)).contains("- expect: {b: [{n: 4}, {n: 10}]}\n");
    assertThat(user.drey("test", "p")).isEqualTo(0);

    Files.writeString(folder.resolve("p/values.yaml"), "image: nginx\n");
    assertThat(user.drey("test", "-v", "p")).isEqualTo(0);
    assertThat(user.err())
        .isEqualTo("2 passed, 0 failed, 1 skipped (not specs)\nskipped: p/values.yaml\n");
    for (String pipeline : new String[] {"p/spec.yaml", "./p/spec.yaml", "p/../p/spec.yaml"}) {
      assertThat(user.drey("test", "p/tests.yaml", pipeline)).as(pipeline).isEqualTo(2);
      assertThat(user.err()).contains("p/spec.yaml is a pipeline");
    }
  }

  /** Prose before, between and behind them, a pipeline too, and places that move. */
  @Test
  void testsOnAPageAreRewrittenInThePage() throws IOException {
    String page =
        String.join(
            "\n",
            "# Doubling \ud83d\ude00",
            "",
            "```yaml",
            SPEC + "```",
            "",
            "First:",
            "",
            "```yaml",
            "apiVersion: drey/v1",
            "pipeline: spec.yaml",
            "params: {factor: 2}",
            "tests:",
            "  - name: doubles",
            "    steps:",
            "      - send: {a: [{n: 500}]}",
            "      - expect: {b: [{n: 1}]}",
            "```",
            "",
            "Then:",
            "",
            "```yaml",
            "apiVersion: drey/v1",
            "pipeline: spec.yaml",
            "params: {factor: 3}",
            "tests:",
            "  - name: triples",
            "    steps:",
            "      - send: {a: [{n: 500}]}",
            "      - expect: {b: [{n: 2}]}",
            "```",
            "",
            "The end.",
            "");
    Path file = folder.resolve("p/page.md");
    Files.writeString(file, page);

    assertThat(user.drey("test", "p/page.md", "--update")).isEqualTo(1);
    assertThat(file)
        .hasContent(page.replace("{n: 1}]", "{n: 1000}]").replace("{n: 2}]", "{n: 1500}]"));
    assertThat(user.err()).containsOnlyOnce("rewrote p/page.md");
    assertThat(user.drey("test", "p/page.md")).isEqualTo(0);
  }

  /** As if they were not there: the default holds, and where there is none, a value is missing. */
  @Test
  void parametersOfAFileThatSayNothingHaveNoValue() throws IOException {
    Files.writeString(
        folder.resolve("p/spec.yaml"), SPEC.replace("{type: INT}", "{type: INT, default: 7}"));
    for (String nothing : new String[] {"null", "~", ""}) {
      Files.writeString(folder.resolve("params.yaml"), "factor: " + nothing + "\n");
      assertThat(user.drey("package", "p/spec.yaml", "--params", "params.yaml"))
          .as(nothing + user.err())
          .isEqualTo(0);
      assertThat(new ObjectMapper().readTree(user.out()).get("PropertyGroups")).hasSize(1);
    }
    Files.writeString(folder.resolve("p/spec.yaml"), SPEC);
    assertThat(user.drey("package", "p/spec.yaml", "--params", "params.yaml")).isEqualTo(1);
    assertThat(user.err()).contains("error[DR0").contains("factor");
    Files.writeString(
        folder.resolve("p/spec.yaml"),
        SPEC.replace("{type: INT}", "{type: STRING, default: a}").replace("n * ${factor}", "n"));
    Files.writeString(folder.resolve("params.yaml"), "factor: \"null\"\n");
    assertThat(user.drey("package", "p/spec.yaml", "--params", "params.yaml")).isEqualTo(0);
    assertThat(new ObjectMapper().readTree(user.out()).at("/PropertyGroups/1/PropertyMap/factor"))
        .hasToString("\"null\"");
  }

  @Test
  void packagePrintsGroupsThatTheLauncherReads() throws IOException {
    assertThat(user.drey("package", "p/spec.yaml", "--param", "factor=2")).isEqualTo(0);
    JsonNode groups = new ObjectMapper().readTree(user.out()).get("PropertyGroups");
    assertThat(groups.at("/0/PropertyGroupId").asText()).isEqualTo("drey.spec");
    assertThat(groups.at("/0/PropertyMap/inline").asText()).isEqualTo(SPEC);
    assertThat(groups.at("/1/PropertyMap/factor").asText()).isEqualTo("2");

    String[] s3 = {"package", "p/spec.yaml", "--param", "factor=2", "--as", "s3"};
    assertThat(user.drey(s3)).isEqualTo(2);
    assertThat(user.drey("package", "p/spec.yaml")).isEqualTo(1);
  }

  /** What the printed command uploads has the hash by which the launcher knows it. */
  @Test
  void packageNamesAFileThatHoldsWhatItHashes() throws Exception {
    Files.writeString(
        folder.resolve("p/n.avsc"),
        "{\"type\": \"record\", \"name\": \"N\","
            + " \"fields\": [{\"name\": \"n\", \"type\": \"long\"}]}");
    String included =
        SPEC.replace("type: {n: BIGINT}", "type: {n: BIGINT}, format: {avro: {schema: n.avsc}}");
    Files.writeString(folder.resolve("p/avro.yml"), included);
    Files.writeString(
        folder.resolve("p/page.md"), "# Page\n\n```yaml\n" + SPEC + "```\nThe end.\n");
    Files.createDirectories(folder.resolve("q"));
    Files.writeString(folder.resolve("q/only.yaml"), SPEC);

    assertThat(uploaded("p/spec.yaml")).isEqualTo("p/spec.yaml");
    assertThat(uploaded("./q")).isEqualTo("q/only.yaml");
    assertThat(uploaded("p/page.md")).endsWith(".yaml");
    user.typing(SPEC);
    assertThat(Files.readString(folder.resolve(uploaded("-")))).isEqualTo(SPEC);
    assertThat(Files.readString(folder.resolve(uploaded("p/avro.yml"))))
        .contains("record")
        .doesNotContain("n.avsc");
  }

  /** The file that the printed command names, whose bytes have the hash that the properties say. */
  private String uploaded(String spec) throws Exception {
    String[] command = {
      "package", spec, "--param", "factor=2", "--as", "s3", "--s3", "s3://specs/doubled"
    };
    assertThat(user.drey(command)).as(user.err()).isEqualTo(0);
    JsonNode group = new ObjectMapper().readTree(user.out()).at("/PropertyGroups/0/PropertyMap");
    Matcher cp = Pattern.compile("aws s3 cp '([^']+)' '([^']+)'\n").matcher(user.err());
    assertThat(cp.find()).as(user.err()).isTrue();
    assertThat(cp.group(2)).isEqualTo(group.get("uri").asText());
    byte[] bytes = Files.readAllBytes(folder.resolve(cp.group(1)));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(String.format("%064x", new BigInteger(1, hash)))
        .isEqualTo(group.get("sha256").asText());
    return cp.group(1);
  }

  @Test
  void propertiesOfAnApplicationAreParametersAndStayWithIt() throws IOException {
    Files.writeString(
        folder.resolve("p/spec.yaml"),
        SPEC.replace("{type: INT}", "{type: INT, property: Rates/factor}"));
    Files.writeString(
        folder.resolve("app.json"),
        "[{\"PropertyGroupId\": \"drey.params\", \"PropertyMap\": {}},"
            + " {\"PropertyGroupId\": \"Rates\", \"PropertyMap\": {\"factor\": \"5\"}}]");

    assertThat(user.drey("run", "p/spec.yaml", "--properties", "app.json")).isEqualTo(0);
    assertThat(user.out()).isEqualTo("{\"n\":10}\n{\"n\":15}\n");
    assertThat(user.drey("run", "p/spec.yaml")).isEqualTo(1);
    assertThat(user.err()).contains("DR0703").contains("no property `Rates/factor`");
    assertThat(user.drey("package", "p/spec.yaml")).isEqualTo(0);
    assertThat(user.drey("package", "p/spec.yaml", "--properties", "app.json")).isEqualTo(0);
    JsonNode groups = new ObjectMapper().readTree(user.out()).get("PropertyGroups");
    assertThat(groups).hasSize(2);
    assertThat(groups.at("/0/PropertyGroupId").asText()).isEqualTo("drey.spec");
    assertThat(groups.at("/1/PropertyMap/factor").asText()).isEqualTo("5");
    assertThat(user.drey("validate", "p", "--properties", "none.json")).isEqualTo(2);
    assertThat(user.err()).contains("none.json");
  }

  @Test
  void packagePrintsEveryFormAndWhatItLeavesOut() throws IOException {
    Files.writeString(
        folder.resolve("p/spec.yaml"),
        SPEC
            + "runtime: {parallelism: 4, checkpoint: {interval: 90s, minPause: 5s, timeout: 3m},"
            + " stateBackend: hashmap, parallelismPerKpu: 2, autoScaling: false, logLevel: WARN,"
            + " metricsLevel: OPERATOR}\n");
    String[] command = {"package", "p/spec.yaml", "--param", "factor=2", "--to", ""};
    for (String[] form :
        new String[][] {
          {"groups", "/PropertyGroups/1"},
          {"update", "/EnvironmentPropertyUpdates/PropertyGroups/1"},
          {"create", "/EnvironmentProperties/PropertyGroups/1"},
          {"file", "/1"}
        }) {
      command[5] = form[0];
      assertThat(user.drey(command)).as(user.err()).isEqualTo(0);
      assertThat(new ObjectMapper().readTree(user.out()).at(form[1] + "/PropertyGroupId").asText())
          .as(form[0])
          .isEqualTo("drey.params");
    }
    assertThat(user.err().lines().filter(line -> line.startsWith("note: ")))
        .hasSize(9)
        .allMatch(line -> line.contains("do not carry `runtime."));
    assertThat(user.err())
        .contains("{\"ConfigurationTypeUpdate\":\"CUSTOM\",\"ParallelismUpdate\":4}")
        .contains("\"CheckpointIntervalUpdate\":90000")
        .contains("\"MinPauseBetweenCheckpointsUpdate\":5000")
        .contains("\"ParallelismPerKPUUpdate\":2}")
        .contains("\"AutoScalingEnabledUpdate\":false}")
        .contains("\"LogLevelUpdate\":\"WARN\"}")
        .contains("\"MetricsLevelUpdate\":\"OPERATOR\"}");
  }

  @Test
  void whatIsNoVerbIsWrongUse() {
    for (String[] wrong :
        new String[][] {
          {},
          {"valdate"},
          {"valdate", "--help"},
          {"-h", "valdate"},
          {"help", "valdate"},
          {"run", "--help", "--nonsense"},
          {"--nonsense"}
        }) {
      assertThat(user.drey(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(user.err()).as(String.join(" ", wrong)).contains("error: ");
      assertThat(user.out()).as(String.join(" ", wrong)).isEmpty();
    }
    for (String[] near : new String[][] {{"valdate", "-h"}, {"help", "valdate"}}) {
      assertThat(user.drey(near)).isEqualTo(2);
      assertThat(user.err())
          .contains("there is no verb `valdate`")
          .contains("did you mean `validate`?");
    }
    assertThat(user.drey("xyz")).isEqualTo(2);
    assertThat(user.err()).contains("no verb `xyz`").contains("the verbs are validate, explain,");
    assertThat(user.drey()).isEqualTo(2);
    assertThat(user.err()).contains("Usage: drey ").contains("validate");
  }

  @Test
  void schemaListAndDocShowWhatThereIs() throws IOException {
    assertThat(user.drey("schema")).isEqualTo(0);
    assertThat(new ObjectMapper().readTree(user.out()).get("$schema").asText()).contains("2020-12");
    for (String kind : new String[] {"connectors", "functions", "formats", "diagnostics"}) {
      assertThat(user.drey("list", kind)).isEqualTo(0);
      assertThat(user.out()).isNotBlank();
    }
    user.drey("list", "connectors");
    for (Connector connector : Catalog.load(VerbsTest.class.getClassLoader()).connectors()) {
      assertThat(user.out()).contains(connector.descriptor().name());
    }
    assertThat(user.drey("doc", "dr0806")).isEqualTo(0);
    assertThat(user.out()).startsWith("# DR0806: an expected row did not come\n");
    assertThat(user.drey("doc", "DR9999")).isEqualTo(2);
  }

  /** In a shell of its own: what the script leaves empty, `-o default` fills with file names. */
  @Test
  void theShellCompletesVerbsOptionsAndFiles() throws Exception {
    assertThat(user.drey("completion")).isEqualTo(0);
    Files.writeString(folder.resolve("completion.sh"), user.out());

    assertThat(completed("drey", "va")).isEqualTo("validate");
    assertThat(completed("drey", "run", "--unt")).isEqualTo("--until-now");
    assertThat(completed("drey", "package", "--to", "u")).isEqualTo("update");
    for (String[] file :
        new String[][] {
          {"drey", "run", "sp"},
          {"drey", "validate", "a.yaml", "sp"},
          {"drey", "run", "--params", "sp"},
          {"drey", "run", "--input", "a", "=", "sp"},
          {"drey", "test", "folder/"}
        }) {
      assertThat(completed(file)).as(String.join(" ", file)).isEmpty();
    }
  }

  private String completed(String... words) throws Exception {
    String script =
        "source ./completion.sh; complete -p drey | grep -q -- '-o default' || exit 1;"
            + " COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_drey;"
            + " echo -n \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(words));
    Process shell =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    return said;
  }

  /** By the classes that there are, so that none is left out of the list of verbs. */
  private static List<String> verbs() throws Exception {
    Path classes =
        Path.of(Drey.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/drey/cli");
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[A-Za-z]+Verb\\.class"))
          .map(name -> name.replace("Verb.class", "").toLowerCase(Locale.ROOT))
          .collect(Collectors.toList());
    }
  }

  @Test
  void everyVerbHasHelp() throws Exception {
    assertThat(verbs()).contains("validate", "completion");
    for (String verb : verbs()) {
      assertThat(user.drey(verb, "-h")).as(verb).isEqualTo(0);
      assertThat(user.out()).startsWith("Usage: drey " + verb);
    }
    assertThat(user.drey("help")).isEqualTo(0);
    assertThat(user.out()).startsWith("Usage: drey ");
    assertThat(
            // With `help`.
            user.out()
                .replaceAll("\\n {10,}", " ")
                .lines()
                .dropWhile(line -> !line.equals("Verbs:"))
                .filter(line -> line.startsWith("  ")))
        .hasSize(verbs().size() + 1)
        .allMatch(line -> line.matches(".*[a-zA-Z)]\\."));
    assertThat(user.drey("help", "run")).isEqualTo(0);
    assertThat(user.out()).startsWith("Usage: drey run").contains("--until-now");
    assertThat(user.drey("--version")).isEqualTo(0);
    assertThat(user.out()).matches("drey \\d+\\.\\d+\\.\\d+\n");
    assertThat(user.drey("run", "--version")).isEqualTo(0);
    assertThat(user.out()).matches("drey \\d+\\.\\d+\\.\\d+\n");
    assertThat(user.drey("completion")).isEqualTo(0);
    assertThat(user.out()).contains("validate");
  }
}
