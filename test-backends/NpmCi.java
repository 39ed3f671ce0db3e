// SPDX-License-Identifier: Apache-2.0
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Installs the packages of a folder with {@code npm ci}, as its committed lock file says; does
 * nothing where that was done before. The build runs it: {@code java NpmCi.java FOLDER WHAT}.
 * Without Node or npm the tests that need WHAT cannot run: said loudly, and an error under {@code
 * CI=true}.
 */
final class NpmCi {
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").startsWith("Windows");

  private NpmCi() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Paths.get(arguments[0]).toAbsolutePath();
    Path done = folder.resolve("node_modules").resolve(".installed");
    String wanted = digest(folder.resolve("package-lock.json"));
    if (Files.exists(done) && new String(Files.readAllBytes(done)).equals(wanted)) {
      return;
    }
    List<String> missing =
        Stream.of("node", "npm").filter(tool -> !onPath(tool)).collect(Collectors.toList());
    if (!missing.isEmpty()) {
      boolean ci = "true".equals(System.getenv("CI"));
      System.err.println(banner(arguments[1], missing, ci));
      if (ci) {
        System.exit(1);
      }
      return;
    }
    int exit = npmCi(folder);
    if (exit != 0) {
      System.err.println("npm ci in " + folder + " ended with " + exit);
      System.exit(1);
    }
    Files.write(done, wanted.getBytes());
  }

  private static int npmCi(Path folder) throws IOException, InterruptedException {
    String npm = WINDOWS ? "npm.cmd" : "npm";
    return new ProcessBuilder(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts")
        .directory(folder.toFile())
        .inheritIO()
        .start()
        .waitFor();
  }

  private static boolean onPath(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    List<String> names = WINDOWS ? List.of(tool + ".exe", tool + ".cmd") : List.of(tool);
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(entry -> names.stream().map(name -> new File(entry, name)))
        .anyMatch(File::canExecute);
  }

  private static String banner(String what, List<String> missing, boolean ci) {
    String line = "*".repeat(78);
    return line
        + "\n* "
        + String.join(" and ", missing)
        + " not found: "
        + what
        + " is not installed,\n* "
        + (ci ? "and CI=true asks for every test." : "and the tests that need it are SKIPPED.")
        + " Install Node 20 with npm.\n"
        + line;
  }

  private static String digest(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    StringBuilder text = new StringBuilder();
    for (byte b : hash) {
      text.append(String.format("%02x", b));
    }
    return text.toString();
  }
}
