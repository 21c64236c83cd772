package dev.portalledger.standalone.rehearsal;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a JVM was started.
 *
 * @param info what it says of itself, such as "mixed mode, sharing"
 */
record Jvm(Path home, List<String> options, String classPath, String info) {

  private static final String CACHE = "-XX:AOTCache=";

  static Jvm running() {
    return new Jvm(
        Path.of(System.getProperty("java.home")),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        System.getProperty("java.class.path"),
        System.getProperty("java.vm.info"));
  }

  /** Where it was told to find a cache. */
  Optional<Path> cache() {
    return options.stream()
        .filter(option -> option.startsWith(CACHE))
        .map(option -> Path.of(option.substring(CACHE.length())))
        .reduce((_, last) -> last);
  }

  /** A JVM that refuses the cache it was told of shares nothing, not even the JDK's own classes. */
  boolean usesCache() {
    return cache().isPresent() && info.contains("sharing");
  }

  /** A cache knows classes of jars only, and nothing of a program under a debugger or an agent. */
  boolean canBeCached() {
    return entries().noneMatch(Files::isDirectory) && options.stream().noneMatch(Jvm::looksInside);
  }

  /** It runs on a cache although a jar is newer; the JVM looks at the paths of the jars only. */
  boolean runsOldClasses() {
    return usesCache()
        && cache().stream().anyMatch(cache -> entries().anyMatch(jar -> isNewer(jar, cache)));
  }

  private static boolean isNewer(Path jar, Path cache) {
    return jar.toFile().lastModified() > cache.toFile().lastModified();
  }

  private Stream<Path> entries() {
    return Stream.of(classPath.split(File.pathSeparator, -1)).map(Path::of);
  }

  private static boolean looksInside(String option) {
    return option.startsWith("-agentlib") || option.startsWith("-javaagent");
  }

  /** The same program in the same manner, to write a cache when it ends; it yields to everybody. */
  List<String> commandToWrite(Path cache, String mainClass, List<String> arguments) {
    var command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(home.resolve("bin").resolve("java").toString());
    options.stream().filter(option -> !option.startsWith(CACHE)).forEach(command::add);
    command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }
}
