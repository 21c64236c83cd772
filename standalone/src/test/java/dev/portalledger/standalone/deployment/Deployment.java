package dev.portalledger.standalone.deployment;

import static java.util.Objects.requireNonNull;

import dev.portalledger.standalone.Place;
import dev.portalledger.standalone.database.BarePostgres;
import dev.portalledger.standalone.deployment.ComposeFile.Service;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The services of docker-compose.yml as processes of this computer: the same jars, the same
 * environment, the entry's own configuration; a container's name is a port of loopback.
 */
public final class Deployment implements Place, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path PROJECT = Path.of("..");
  private static final Path LOGS = Path.of("target", "deployment");

  /** So that a test need not wait as long as a deployment likes to. */
  private static final Map<String, String> HASTE =
      Map.of("LEDGER_HUBSPOT_REFRESH_CIRCUIT_PAUSE", "1ms", "LEDGER_JOURNAL_EVERY", "2s");

  private final ComposeFile file;
  private final Addresses addresses;
  private final Path folder;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable BarePostgres database;

  private Deployment(ComposeFile file, Path folder) {
    this.file = file;
    this.addresses = new Addresses(file);
    this.folder = folder;
  }

  /** Returns once the entry answers and the demo's organizations are registered. */
  public static Deployment start() {
    return start(UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param change what is broken in the compose file first
   */
  static Deployment start(UnaryOperator<String> change) {
    try {
      var folder = Files.createTempDirectory("portal-ledger-deployment");
      var file = ComposeFile.read(PROJECT.resolve("docker-compose.yml"), Map.of(), change);
      var started = new Deployment(file, folder);
      Files.createDirectories(LOGS);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.startAll();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startAll() throws IOException {
    makeSecrets();
    startPostgres(file.service("postgres"));
    for (var job : List.of("keys", "signing-key")) {
      var process = start(file.service(job));
      if (process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join().exitValue()
          != 0) {
        throw new AssertionError(said(job));
      }
    }
    for (var name : List.of("sandbox", "command-1", "query-1", "command-2", "query-2", "entry")) {
      start(file.service(name));
    }
    await("sandbox", () -> said("sandbox").contains("The demo's organizations are registered"));
    for (var name : List.of("command-1", "query-1", "command-2", "query-2")) {
      await(name, () -> answers(name, 8080, "/readyz"));
    }
    start(file.service("signer"));
    await("signer", () -> answers("signer", 8090, "/health"));
  }

  private void makeSecrets() throws IOException {
    for (var secret : file.secrets().keySet()) {
      Files.writeString(folder.resolve(secret), "a-secret-called-" + secret);
    }
  }

  private void startPostgres(Service service) throws IOException {
    var password = service.environment().get("POSTGRES_PASSWORD_FILE");
    database =
        BarePostgres.start(
            folder.resolve("database"),
            addresses.port(service, 5432),
            Files.readString(local(service, requireNonNull(password))));
    new RolesScript(
            PROJECT.resolve(
                service.mounts().entrySet().stream()
                    .filter(mount -> mount.getKey().startsWith("/docker-entrypoint-initdb.d/"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()))
        .run(database, secret -> local(service, secret));
  }

  Process start(Service service) throws IOException {
    var builder = new ProcessBuilder(command(service));
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    service
        .environment()
        .forEach((key, value) -> builder.environment().put(key, here(service, key, value)));
    builder.environment().putAll(HASTE);
    builder.redirectErrorStream(true).redirectOutput(log(service.name()).toFile());
    var process = builder.start();
    processes.put(service.name(), process);
    return process;
  }

  /** As if the machine had lost its power; nothing is said to it and it says nothing. */
  public void kill(String service) {
    requireNonNull(processes.get(service)).destroyForcibly().onExit().join();
  }

  /** Of the operating system. */
  public long pid(String service) {
    return requireNonNull(processes.get(service)).pid();
  }

  /** As the container engine does when a service has ended. */
  public void startAgain(String service) {
    try {
      start(file.service(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isReady(String service) {
    return answers(service, 8080, "/readyz");
  }

  private List<String> command(Service service) {
    if (service.module() == null) {
      requireEntry();
      var configuration = service.mounts().get("/usr/local/etc/haproxy/haproxy.cfg");
      return List.of("haproxy", "-f", PROJECT.resolve(String.valueOf(configuration)).toString());
    }
    var command = new ArrayList<>(image(service.module()).command(service.entrypoint()));
    service.command().forEach(word -> command.add(here(service, "", word)));
    // The sandbox listens where its address says.
    if (service.name().equals("sandbox")) {
      command.addAll(List.of("--port", "" + addresses.port(service, 8081)));
    }
    return command;
  }

  private Image image(String module) {
    return images.computeIfAbsent(module, Image::of);
  }

  /** As the engine asks it within the container. */
  boolean isHealthy(String service) {
    var it = file.service(service);
    var words = it.healthCheck().stream().map(word -> word.replace("localhost", it.name()));
    var command = image(requireNonNull(it.module())).healthCheck(words.map(this::address).toList());
    try {
      var check = new ProcessBuilder(command).redirectErrorStream(true);
      return check.redirectOutput(Redirect.DISCARD).start().onExit().join().exitValue() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> servicesWithHealthCheck() {
    return file.services().values().stream()
        .filter(it -> it.module() != null && !it.healthCheck().isEmpty())
        .map(Service::name)
        .toList();
  }

  private static void requireEntry() {
    var folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    if (folders
        .splitAsStream(System.getenv("PATH"))
        .noneMatch(path -> Files.isExecutable(Path.of(path, "haproxy")))) {
      throw new AssertionError(
          "There is no haproxy on the PATH, and the tests of the deployment need it: install the"
              + " package haproxy, or leave them out with -DskipITs.");
    }
  }

  /** A value of the environment as it has to be on this computer. */
  private String here(Service service, String key, String value) {
    if (key.endsWith("SERVER_PORT") || key.endsWith("HEALTH_PORT")) {
      return "" + addresses.port(service, Integer.parseInt(value));
    }
    if (value.equals("0.0.0.0")) {
      return "127.0.0.1";
    }
    if (key.equals("ENTRY_BIND")) {
      return "127.0.0.1:" + addresses.port(service, Integer.parseInt(value.substring(1)));
    }
    if (value.startsWith("configtree:")) {
      return "configtree:" + secretsOf(service) + "/";
    }
    return value.startsWith("/run/secrets/") || service.mounts().containsKey(value)
        ? local(service, value).toString()
        : addresses.translate(value);
  }

  /** Where a path of the container lies. */
  private Path local(Service service, String path) {
    var secrets = "/run/secrets/";
    if (path.startsWith(secrets)) {
      return secretsOf(service).resolve(path.substring(secrets.length()));
    }
    var source = service.mounts().get(path);
    if (source == null) {
      throw new AssertionError(service.name() + " has nothing mounted at " + path);
    }
    return source.startsWith(".") ? PROJECT.resolve(source) : volume(source);
  }

  private Path volume(String name) {
    return folder.resolve("volumes").resolve(name);
  }

  private Path secretsOf(Service service) {
    try {
      var files = Files.createDirectories(folder.resolve("secrets").resolve(service.name()));
      for (var secret : service.secrets().entrySet()) {
        Files.copy(
            folder.resolve(secret.getValue()),
            files.resolve(secret.getKey()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(String service) {
    return LOGS.resolve(service + ".log");
  }

  /** What a service has printed. */
  String said(String service) {
    try {
      return Files.readString(log(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing gets ready without all that was started before it. */
  private void await(String service, java.util.function.BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      processes.forEach((name, process) -> requireAlive(name, process));
      if (System.nanoTime() > end) {
        throw new AssertionError(service + " never got ready:\n" + said(service));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  /** A job that has done its work is no longer alive. */
  private void requireAlive(String service, Process process) {
    if (!process.isAlive() && process.exitValue() != 0) {
      throw new AssertionError(service + " ended:\n" + said(service));
    }
  }

  private boolean answers(String service, int port, String path) {
    var url = "http://localhost:" + addresses.port(file.service(service), port) + path;
    try {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where something of the compose file's own network is on this computer. */
  String address(String inside) {
    return addresses.translate(inside);
  }

  @Override
  public String url() {
    return addresses.translate("http://localhost:8080");
  }

  @Override
  public String sandboxUrl() {
    return addresses.translate("http://sandbox.localhost:8081");
  }

  @Override
  public Path folder() {
    return volume("sandbox");
  }

  /** As the superuser: for claims that no page makes. */
  public JdbcClient db() {
    return JdbcClient.create(new DriverManagerDataSource(requireNonNull(database).url("ledger")));
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroy);
    processes
        .values()
        .forEach(
            process -> process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join());
    processes.values().forEach(Process::destroyForcibly);
    if (database != null) {
      database.close();
    }
    try {
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
