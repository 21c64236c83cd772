package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever copies the database or the log gets no token and learns nobody's name: every table and
 * every line is searched for everything that passed through.
 */
class NothingSecretIsStoredTest {

  private static final World WORLD = World.get();
  static final JdbcClient OWNER = JdbcClient.create(owner());

  @Test
  @DisplayName("T1: neither tables nor the database's files, write-ahead log and all, hold a token")
  void the_database_and_the_log_hold_no_token_no_name_and_no_address() throws IOException {
    var portal = 1011L;
    var visitor = new People(WORLD).signedIn("admin@initech.test");
    var secrets = new ArrayList<>(secretsOfAConnection(visitor, portal));
    secrets.addAll(
        List.of("admin@initech.test", "Amir Admin", "admin@pebbletoys.test", "sandbox-secret"));
    try {
      assertThat(secrets).hasSizeGreaterThan(8).allMatch(secret -> secret.length() > 9);
      assertThat(found(secrets, tables())).isEmpty();
      assertThat(found(secrets, files())).isEmpty();
      assertThat(found(secrets, logs())).isEmpty();
    } finally {
      Agency.demo("initech").removeEverything();
    }
  }

  /** Otherwise the search above would find nothing anywhere. */
  @Test
  void the_search_finds_what_is_there() throws IOException {
    var agency = Agency.on("PRO");
    assertThat(found(List.of("Agency " + agency.id), tables())).isNotEmpty();
    assertThat(found(List.of("Agency " + agency.id), files())).isNotEmpty();
  }

  @Test
  void what_somebody_types_into_a_wrong_field_stays_out_of_the_log() throws IOException {
    var agency = Agency.on("PRO");
    var typed = "vera.private@example.test";
    for (var field : List.of("status", "cursor", "limit", "portal", "q")) {
      agency.owner.get("/client-accounts?" + field + "=" + typed);
      agency.owner.getJson("/api/v1/client-accounts?" + field + "=" + typed);
    }
    agency.owner.getJson("/api/v1/client-accounts/" + typed);
    agency.owner.json("DELETE", "/api/v1/portals/" + typed, null);
    agency.owner.json("PUT", "/api/v1/organization/features", "{\"" + typed + "\": 1}");

    assertThat(found(List.of(typed), logs())).isEmpty();
  }

  @Test
  void the_events_hold_no_address_and_no_name() {
    var portal = Agency.newPortal();
    var agency = Agency.on("PRO");
    agency.connect(portal);

    var events =
        OWNER
            .sql("select convert_from(payload || meta_data, 'UTF8') from events.event")
            .query(String.class)
            .list();

    assertThat(events).anyMatch(event -> event.contains("" + portal));
    assertThat(events).noneMatch(event -> event.contains("@"));
    assertThat(events).noneMatch(event -> event.contains("owner-of-" + agency.id));
  }

  /** What only the browser and HubSpot may know after a trip: state, cookie, code and tokens. */
  private static List<String> secretsOfAConnection(Visitor visitor, long portal)
      throws IOException {
    var form = visitor.get("/client-accounts");
    var departure =
        visitor.post(visitor.product.resolve("/client-accounts/add"), Map.of("_csrf", form.csrf()));
    var back =
        new Visitor(WORLD.sandboxUrl())
            .open(Sandbox.answered(departure.location(), "admin@pebbletoys.test", portal, "grant"))
            .location();
    var secrets = new ArrayList<String>();
    secrets.add(parameter(back, "state"));
    secrets.add(parameter(back, "code"));
    secrets.add(visitor.cookies.get("__Host-oauth"));
    assertThat(visitor.open(back).location().getPath()).isEqualTo("/client-accounts");
    secrets.addAll(tokensOf(portal));
    return secrets;
  }

  private static String parameter(URI uri, String name) {
    return Stream.of(uri.getQuery().split("&", -1))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** HubSpot's own memory knows them: whatever in it belongs to the portal and is called token. */
  static List<String> tokensOf(long portal) throws IOException {
    try (var files = Files.walk(WORLD.folder())) {
      var state =
          files.filter(file -> file.endsWith("hubspot-sandbox.json")).findFirst().orElseThrow();
      return tokens(JsonMapper.shared().readTree(Files.readAllBytes(state)), portal);
    }
  }

  private static List<String> tokens(JsonNode node, long portal) {
    var deeper =
        node.isObject() ? node.properties().stream().map(Map.Entry::getValue) : items(node);
    var here =
        Stream.of("token", "refreshToken")
            .filter(_ -> node.path("consent").path("hubId").asLong(0) == portal)
            .filter(node::has)
            .map(name -> node.get(name).asString());
    return Stream.concat(here, deeper.flatMap(child -> tokens(child, portal).stream()))
        .distinct()
        .toList();
  }

  private static Stream<JsonNode> items(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  /** Every column of every table; what is binary also as the text it may be. */
  static Stream<String> tables() {
    var tables =
        OWNER
            .sql(
                """
                select format('%I.%I', schemaname, tablename) from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema')
                """)
            .query(String.class)
            .list();
    assertThat(tables).hasSizeGreaterThan(10);
    return tables.stream()
        .flatMap(
            table ->
                OWNER
                    .sql("select to_jsonb(t)::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .stream()
                    .map(row -> table + " " + row));
  }

  /** All that the database has on disk, as whoever copies its folder has it. */
  static Stream<String> files() throws IOException {
    var folder = WORLD.folder().resolve("database");
    try (var all = Files.walk(folder)) {
      var files = all.filter(Files::isRegularFile).toList();
      assertThat(files).anyMatch(file -> file.toString().contains("pg_wal"));
      return files.stream().map(file -> folder.relativize(file) + " " + content(file));
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return ""; // the database removed it meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataSource owner() {
    var settings = WORLD.product().getEnvironment();
    return new DriverManagerDataSource(
        settings.getRequiredProperty("spring.datasource.url"),
        settings.getRequiredProperty("ledger.database.owner-username"),
        settings.getRequiredProperty("ledger.database.owner-password"));
  }

  static Stream<String> logs() throws IOException {
    return Files.readAllLines(WORLD.folder().resolve("log").resolve("standalone.log")).stream();
  }

  /** In plain text, or in the forms that hide nothing: hex and Base64 in its three alignments. */
  static List<String> found(List<String> secrets, Stream<String> places) {
    return places
        .flatMap(
            place ->
                secrets.stream()
                    .filter(secret -> forms(secret).anyMatch(place::contains))
                    .map(secret -> secret + " in " + place.split(" ", 2)[0]))
        .distinct()
        .toList();
  }

  private static Stream<String> forms(String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
        Stream.of(secret, HexFormat.of().formatHex(bytes)),
        Stream.of(0, 1, 2).map(shift -> base64(bytes, shift)));
  }

  /** Without the ends, which depend on the neighbours. */
  private static String base64(byte[] bytes, int shift) {
    var shifted = new byte[bytes.length + shift];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    return text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
  }
}
