package dev.portalledger.standalone.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What deployment/Dockerfile says, as far as it decides what runs in a container and how. */
record Dockerfile(String text) {

  private static final Pattern OPTIONS = Pattern.compile("ENV JAVA_TOOL_OPTIONS=\"(.*)\"");
  private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT (\\[.*])");
  private static final Pattern EXTRACT = Pattern.compile("java (-Djarmode=tools .*); ");
  private static final Pattern COMPILE = Pattern.compile("&& (javac .*)");
  private static final Pattern COPIED =
      Pattern.compile("COPY --from=build /layers/(?:\\$\\{MODULE}/)?([\\w.-]+)/? \\./");
  private static final Pattern REHEARSAL = Pattern.compile("else java (.*); fi");

  static Dockerfile read(Path file) {
    try {
      return new Dockerfile(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> javaOptions() {
    return words(OPTIONS);
  }

  List<String> entrypoint() {
    return List.of(JsonMapper.shared().readValue(only(ENTRYPOINT), String[].class));
  }

  /** Words behind "java" that unpack a module's jar into layers. */
  List<String> extraction() {
    return words(EXTRACT);
  }

  List<String> compilation() {
    return words(COMPILE);
  }

  /** Layers and files of the build that an image has, in their order. */
  List<String> copied() {
    return COPIED.matcher(text).results().map(copy -> copy.group(1)).toList();
  }

  /** Words behind "java" that make the cache of a side. */
  List<String> rehearsal() {
    return words(REHEARSAL);
  }

  private List<String> words(Pattern pattern) {
    return List.of(only(pattern).split(" "));
  }

  private String only(Pattern pattern) {
    var found = pattern.matcher(text).results().map((MatchResult it) -> it.group(1)).toList();
    if (found.size() != 1) {
      throw new AssertionError("deployment/Dockerfile has " + found.size() + " times " + pattern);
    }
    return found.getFirst();
  }
}
