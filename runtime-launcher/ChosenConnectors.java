// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what a build with {@code -Dconnectors=a,b} leaves out: the modules of the other connectors,
 * and of their libraries those that nothing else needs. Each module has written down its own
 * dependencies before ({@code dependency:list}); a tree of all would name each library at one place
 * only.
 *
 * <p>{@code java ChosenConnectors.java CONNECTORS ROOT MODULE [CLASSPATH]}: writes {@code
 * target/left-out.properties} in the module's folder, and takes what is left out from the class
 * path in the file, where one is given.
 */
final class ChosenConnectors {
  private static final String LIST = "target/artifacts.txt";
  private static final String GROUP = "dev.drey:";

  /** What needs no library of its own, and where secrets are kept. */
  private static final Set<String> ALWAYS = Set.of("builtin", "aws-secrets");

  private ChosenConnectors() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[1]);
    Path module = Path.of(arguments[2]);
    Set<String> chosen = new TreeSet<>(Arrays.asList(arguments[0].trim().split("\\s*,\\s*")));
    Map<String, Path> connectors = connectors(root);
    for (String name : chosen) {
      if (!connectors.containsKey(name)) {
        System.err.println("-Dconnectors names `" + name + "`; there are " + connectors.keySet());
        System.exit(1);
      }
    }
    Map<String, Path> all = artifacts(module.resolve(LIST));
    Set<String> needed = new TreeSet<>(artifacts(root.resolve("compiler").resolve(LIST)).keySet());
    needed.addAll(ofItsOwn(module.resolve("pom.xml")));
    Set<String> brought = new TreeSet<>();
    for (String artifact : all.keySet()) {
      if (artifact.startsWith(GROUP)) {
        Path of = folder(root, artifact);
        boolean dropped = connectors.containsValue(of) && !chosen.contains(name(of));
        boolean kept = !dropped && isListed(artifact, of, root, chosen, connectors);
        Set<String> some = kept ? needed : brought;
        some.add(artifact);
        if (Files.exists(of.resolve(LIST))) {
          some.addAll(artifacts(of.resolve(LIST)).keySet());
        }
      }
    }
    List<String> leftOut =
        all.keySet().stream()
            .filter(each -> brought.contains(each) && !needed.contains(each))
            .collect(Collectors.toList());
    List<String> excluded = new ArrayList<>(excluded(module.resolve("pom.xml")));
    excluded.addAll(leftOut);
    Files.writeString(
        module.resolve("target/left-out.properties"),
        "drey.excluded=" + String.join(",", excluded) + "\n");
    if (arguments.length > 3) {
      Set<String> files =
          leftOut.stream().map(all::get).map(Path::toString).collect(Collectors.toSet());
      Path classPath = Path.of(arguments[3]);
      Files.writeString(
          classPath,
          Stream.of(Files.readString(classPath).trim().split(":"))
              .filter(entry -> !files.contains(entry))
              .collect(Collectors.joining(":")));
    }
    System.out.println(
        "connectors " + chosen + ": " + leftOut.size() + " of " + all.size() + " left out");
  }

  /** What connectors share is needed by those that are chosen, if at all. */
  private static boolean isListed(
      String artifact, Path of, Path root, Set<String> chosen, Map<String, Path> connectors)
      throws IOException {
    boolean shared =
        artifact.startsWith(GROUP + "drey-connector-")
            && !connectors.containsValue(of)
            && !name(of).equals("api")
            && !ALWAYS.contains(name(of));
    return !shared && Files.exists(of.resolve(LIST));
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /** The modules that can be left out, by their folders' names: those of the list of all. */
  private static Map<String, Path> connectors(Path root) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    Pattern.compile("<artifactId>drey-connector-([a-z0-9-]+)</artifactId>")
        .matcher(Files.readString(root.resolve("connectors/all/pom.xml")))
        .results()
        .map(name -> name.group(1))
        .filter(name -> !ALWAYS.contains(name))
        .forEach(name -> found.put(name, root.resolve("connectors").resolve(name)));
    return found;
  }

  private static Path folder(Path root, String artifact) {
    String name = artifact.substring(GROUP.length());
    List<Path> tries = new ArrayList<>();
    tries.add(
        root.resolve("connectors").resolve(name.replaceFirst("^drey-(connector|format)-", "")));
    tries.add(root.resolve("connectors").resolve(name.replaceFirst("^drey-", "")));
    tries.add(root.resolve(name.replaceFirst("^drey-", "")));
    return tries.stream().filter(Files::isDirectory).findFirst().orElse(tries.get(0));
  }

  /** What the module names itself, a plug-in's libraries aside, which no connector brings. */
  private static List<String> ofItsOwn(Path pom) throws IOException {
    return Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>")
        .matcher(Files.readString(pom))
        .results()
        .map(found -> found.group(1) + ":" + found.group(2))
        .filter(name -> !name.startsWith(GROUP))
        .collect(Collectors.toList());
  }

  /** What the JAR never has, as the module's {@code artifactSet} says. */
  private static List<String> excluded(Path pom) throws IOException {
    String text = Files.readString(pom).replaceFirst("(?s)</artifactSet>.*", "");
    return Pattern.compile("<exclude>([^<]+:[^<]+)</exclude>")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toList());
  }

  /** Group and name of each, with its file. */
  private static Map<String, Path> artifacts(Path list) throws IOException {
    Map<String, Path> found = new LinkedHashMap<>();
    for (String line : Files.readAllLines(list)) {
      String[] parts = line.trim().split(" -- ")[0].split(":");
      if (parts.length >= 6) {
        found.put(parts[0] + ":" + parts[1], Path.of(parts[parts.length - 1].trim()));
      }
    }
    return found;
  }
}
