package dev.portalledger.standalone.deployment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml says, as far as it decides which process is started and how. */
record ComposeFile(Map<String, Service> services, Map<String, Path> secrets) {

  /**
   * One service.
   *
   * @param module whose jar it runs; null for a foreign image
   * @param entrypoint in place of the image's own; empty for that
   * @param healthCheck how the engine asks it, without the word CMD; empty if it does not
   * @param mounts path in the container to a path of the project, or to a volume's name
   * @param secrets file name below /run/secrets to the secret's name
   * @param published port of the computer to port of the container
   * @param names under which others reach it
   */
  record Service(
      String name,
      String image,
      @Nullable String module,
      List<String> entrypoint,
      List<String> command,
      List<String> healthCheck,
      Map<String, String> environment,
      Map<String, String> mounts,
      Map<String, String> secrets,
      Map<Integer, Integer> published,
      List<String> names) {}

  /** Another variable of the same form is one we do not understand; that is an error. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?\\}");

  /**
   * Reads it as compose would.
   *
   * @param change what a test breaks in the text
   */
  static ComposeFile read(Path file, Map<String, String> variables, UnaryOperator<String> change) {
    var yaml = map(new Yaml().load(interpolate(change.apply(text(file)), variables)));
    var services = new LinkedHashMap<String, Service>();
    map(yaml.get("services")).forEach((name, it) -> services.put(name, service(name, map(it))));
    var secrets = new LinkedHashMap<String, Path>();
    map(yaml.get("secrets"))
        .forEach((name, it) -> secrets.put(name, Path.of(text(map(it).get("file")))));
    return new ComposeFile(services, secrets);
  }

  Service service(String name) {
    return requireNonNull(services.get(name), name);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String interpolate(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            variable -> {
              var value = variables.getOrDefault(variable.group(1), variable.group(2));
              if (value == null) {
                throw new IllegalArgumentException("no value for " + variable.group());
              }
              return value.replace("$", "\\$");
            });
  }

  private static Service service(String name, Map<String, Object> it) {
    var build = it.get("build");
    return new Service(
        name,
        text(it.get("image")),
        build == null ? null : text(map(map(build).get("args")).get("MODULE")),
        words(it.get("entrypoint")),
        words(it.get("command")),
        words(map(it.get("healthcheck")).get("test")).stream().skip(1).toList(),
        environment(it),
        mounts(it),
        secrets(it),
        published(it),
        names(name, it));
  }

  private static List<String> words(@Nullable Object list) {
    return list(list).stream().map(ComposeFile::text).toList();
  }

  private static Map<String, String> environment(Map<String, Object> it) {
    var environment = new LinkedHashMap<String, String>();
    map(it.get("environment"))
        .forEach(
            (key, value) -> {
              // Nothing behind the name: compose leaves the variable out.
              if (value != null) {
                environment.put(key, text(value));
              }
            });
    return environment;
  }

  private static Map<String, String> mounts(Map<String, Object> it) {
    var mounts = new LinkedHashMap<String, String>();
    for (var volume : list(it.get("volumes"))) {
      var parts = text(volume).split(":", -1);
      mounts.put(parts[1], parts[0]);
    }
    return mounts;
  }

  private static Map<String, String> secrets(Map<String, Object> it) {
    var secrets = new LinkedHashMap<String, String>();
    for (var secret : list(it.get("secrets"))) {
      if (secret instanceof Map<?, ?>) {
        secrets.put(text(map(secret).get("target")), text(map(secret).get("source")));
      } else {
        secrets.put(text(secret), text(secret));
      }
    }
    return secrets;
  }

  private static Map<Integer, Integer> published(Map<String, Object> it) {
    var published = new LinkedHashMap<Integer, Integer>();
    for (var port : list(it.get("ports"))) {
      var parts = text(port).split(":", -1);
      published.put(Integer.valueOf(parts[1]), Integer.valueOf(parts[2]));
    }
    return published;
  }

  private static List<String> names(String name, Map<String, Object> it) {
    return it.get("networks") instanceof Map<?, ?> networks
        ? java.util.stream.Stream.concat(
                java.util.stream.Stream.of(name),
                list(map(map(networks).get("default")).get("aliases")).stream()
                    .map(ComposeFile::text))
            .toList()
        : List.of(name);
  }

  @SuppressWarnings("unchecked") // keys of compose's maps are text
  private static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
