package dev.portalledger.standalone.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * The image of a module as deployment/Dockerfile builds it, in a folder of this computer: its very
 * steps, by this JVM in place of the image's.
 */
final class Image {

  /** A container's heap is a part of its memory; here six of them share one. */
  private static final List<String> LIMITS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  private static final Path PROJECT = Path.of("..");
  private static final Path IMAGES = Path.of("target", "images").toAbsolutePath();
  private static final String TOOLS = "standalone";
  private static final Pattern PLACE = Pattern.compile("(?<![^=])/\\w+\\b");

  private final Dockerfile file = Dockerfile.read(PROJECT.resolve("deployment/Dockerfile"));
  private final String module;
  private final Path app;

  private Image(String module) {
    this.module = module;
    this.app = IMAGES.resolve(module);
  }

  /** Built first, unless there is one of this very jar. */
  static synchronized Image of(String module) {
    var image = new Image(module);
    try {
      image.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return image;
  }

  /**
   * The command of a container.
   *
   * @param entrypoint in place of the image's own; empty for that
   */
  List<String> command(List<String> entrypoint) {
    var command = java();
    if (hasCache()) {
      // A cache that does not fit costs a container its speed; here it ends the process.
      command.add("-XX:AOTMode=on");
    }
    (entrypoint.isEmpty() ? file.entrypoint() : entrypoint)
        .stream()
            .skip(1)
            .filter(word -> hasCache() || !word.startsWith("-XX:AOTCache="))
            .map(word -> here(word, Map.of("/app", app)))
            .forEach(command::add);
    return command;
  }

  /** The command by which an engine asks a container for its health, as the compose file has it. */
  List<String> healthCheck(List<String> words) {
    var command = java();
    words.stream().skip(1).map(word -> here(word, Map.of("/app", app))).forEach(command::add);
    return command;
  }

  private List<String> java() {
    var java = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    java.addAll(options());
    return java;
  }

  private List<String> options() {
    var options = new ArrayList<>(file.javaOptions());
    options.addAll(LIMITS);
    return options;
  }

  /** Of the sides: nobody waits for a restart of the sandbox. */
  private boolean hasCache() {
    return !module.equals(TOOLS);
  }

  /** A path of the container as it is on this computer. */
  private static String here(String word, Map<String, Path> places) {
    return PLACE
        .matcher(word)
        .replaceAll(
            place -> String.valueOf(places.getOrDefault(place.group(), Path.of(place.group()))));
  }

  private void build() throws IOException {
    var label = Files.createDirectories(IMAGES).resolve(module + ".made-of");
    var madeOf = digest(file.text().getBytes(UTF_8)) + digest(Files.readAllBytes(jar()));
    if (!Files.exists(label) || !Files.readString(label).equals(madeOf)) {
      Files.deleteIfExists(label);
      assemble();
      if (hasCache()) {
        rehearse();
      }
      Files.writeString(label, madeOf);
    }
  }

  private void assemble() throws IOException {
    var layers = IMAGES.resolve("layers");
    FileSystemUtils.deleteRecursively(layers);
    FileSystemUtils.deleteRecursively(app);
    Files.createDirectories(app);
    var extraction = java();
    file.extraction()
        .forEach(
            word ->
                extraction.add(
                    word.replace("$module/target/*-exec.jar", jar().toString())
                        .replace("/layers/$module", layers.toString())));
    run(extraction);
    run(
        file.compilation().stream()
            .map(word -> word.replaceFirst("^/layers$", layers.toString()))
            .map(word -> word.equals("javac") ? java().getFirst() + "c" : word)
            .toList());
    refuseForgotten(layers);
    for (var copied : file.copied()) {
      copy(layers.resolve(copied));
    }
    FileSystemUtils.deleteRecursively(layers);
  }

  private void refuseForgotten(Path layers) throws IOException {
    try (var all = Files.list(layers)) {
      var forgotten =
          all.map(layer -> layer.getFileName().toString())
              .filter(layer -> !file.copied().contains(layer))
              .toList();
      if (!forgotten.isEmpty()) {
        throw new AssertionError("deployment/Dockerfile copies into no image: " + forgotten);
      }
    }
  }

  private void copy(Path layer) throws IOException {
    if (Files.isDirectory(layer)) {
      FileSystemUtils.copyRecursively(layer, app);
    } else {
      Files.copy(layer, app.resolve(layer.getFileName()));
    }
  }

  private void rehearse() throws IOException {
    var temporary = Files.createTempDirectory("portal-ledger-image");
    var places = Map.of("/app", app, "/rehearsal", of(TOOLS).app, "/tmp", temporary);
    var rehearsal = java();
    file.rehearsal().forEach(word -> rehearsal.add(here(word, places)));
    run(rehearsal);
    Files.move(temporary.resolve("app.aot"), app.resolve("app.aot"));
    FileSystemUtils.deleteRecursively(temporary);
  }

  /** As RUN does, in the build's own folder and with the image's settings for every JVM. */
  private void run(List<String> command) throws IOException {
    var log = IMAGES.resolve(module + ".log");
    var builder = new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true);
    builder.environment().putAll(Map.of("JAVA_TOOL_OPTIONS", String.join(" ", options())));
    var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(command + " failed:\n" + Files.readString(log));
    }
  }

  private Path jar() {
    var target = PROJECT.resolve(module).resolve("target").toAbsolutePath().normalize();
    try (var jars = Files.newDirectoryStream(target, "*-exec.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
