package dev.portalledger.standalone.journey;

import static dev.portalledger.standalone.journey.NothingSecretIsStoredTest.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T36: a person is erased, nothing of the person is found anywhere, and the ledger verifies. */
class ErasureJourneyTest {

  private static final World WORLD = World.get();
  private static final AtomicInteger CANARIES = new AtomicInteger();
  private static final String ASKED =
      "{\"reason\": \"ASKED_BY_THE_PERSON\", \"reference\": \"DSR-1\"}";

  @TempDir private Path machine;

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();
  private final String address = Agency.adminOf(portal);
  private final String name = "vera-canary-" + CANARIES.incrementAndGet();
  private final Visitor vera = bearer("ADMIN", name);
  private final Visitor second = bearer("ADMIN", "second-person");
  private final Visitor auditor = bearer("AUDITOR", "auditor");

  @BeforeEach
  void two_people_leave_their_names() {
    agency.connect(portal);
    var features = "{\"features\": [\"AUDIT\", \"IMPORT\"]}";
    assertThat(vera.json("PUT", "/api/v1/organization/features", features).status()).isEqualTo(200);
    Eventually.holds(() -> assertThat(trail()).contains(address, name));
  }

  @Test
  @DisplayName("T36: canary name and address are found nowhere, and every bundle verifies")
  void nothing_of_an_erased_person_is_found_and_the_ledger_verifies() throws IOException {
    var authorizer = idOf("portal-connected", "authorizer");
    var member = idOf("features-changed", "actor");
    var wrapped = wrappedKeys(authorizer, member);
    var bundles = new Bundles(agency, machine);
    var before = Eventually.get(() -> bundles.downloadedSaying("grant 1 of"));
    assertThat(pages(authorizer, member)).anyMatch(page -> page.contains(address));

    erase(authorizer);
    erase(member);

    Eventually.holds(() -> assertThat(trail()).doesNotContain(address, name));
    assertThat(pages(authorizer, member))
        .noneMatch(page -> page.contains(address) || page.contains(name))
        .anyMatch(page -> page.contains("An erased person"));
    var after = Eventually.get(() -> bundles.downloadedSaying(authorizer + " [erased]"));
    assertThat(bundles.verify(before).exit()).isZero();
    assertThat(bundles.verify(after).exit()).isZero();
    assertHistoryReplays();
    assertThat(exported()).isNotEmpty().doesNotContain(address, name);
    assertNothingIsFound(List.of(address, name, name + "@" + agency.id + ".test"), after);
    assertGoneFromTheTables(wrapped);
    assertWhoeverComesBackIsNew(authorizer, member);
  }

  /** Otherwise the search would find nothing anywhere. */
  @Test
  void the_searched_places_are_the_right_ones() throws IOException {
    var authorizer = idOf("portal-connected", "authorizer");

    assertThat(
            NothingSecretIsStoredTest.found(
                List.of(authorizer), NothingSecretIsStoredTest.tables()))
        .anyMatch(found -> found.contains("subject.data_key"))
        .anyMatch(found -> found.contains("query.audit_trail"));
    OWNER.sql("vacuum full subject.data_key").update(); // writes what stands in memory so far
    assertThat(fileOf("subject.data_key").contains(authorizer)).isTrue();
  }

  private void assertHistoryReplays() {
    var asked = auditor.json("POST", "/api/v1/replays", "{\"purpose\": \"DSR-1\"}");
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    Eventually.holds(
        () -> {
          var replay = auditor.getJson(asked.json().get("href").asString());
          assertThat(replay.status()).isEqualTo(200);
          assertThat(replay.json().get("state").asString()).isEqualTo("DONE");
          assertThat(replay.json().get("differing").asLong()).isZero();
        });
  }

  private String exported() {
    return Stream.of("csv", "jsonl", "ocsf")
        .map(format -> auditor.get("/api/v1/audit-trail/export?format=" + format).body())
        .collect(Collectors.joining());
  }

  private void assertNothingIsFound(List<String> canaries, Path bundle) throws IOException {
    var found = new ArrayList<String>();
    found.addAll(NothingSecretIsStoredTest.found(canaries, NothingSecretIsStoredTest.tables()));
    found.addAll(NothingSecretIsStoredTest.found(canaries, NothingSecretIsStoredTest.files()));
    found.addAll(NothingSecretIsStoredTest.found(canaries, NothingSecretIsStoredTest.logs()));
    found.addAll(NothingSecretIsStoredTest.found(canaries, contents(bundle)));
    assertThat(found).isEmpty();
  }

  /** Plain text never was on disk; of the keys nothing is left where the live rows are. */
  private void assertGoneFromTheTables(List<byte[]> wrapped) throws IOException {
    OWNER.sql("vacuum full subject.data_key").update();
    OWNER.sql("vacuum full subject.subject").update();
    var keys = fileOf("subject.data_key");
    for (byte[] key : wrapped) {
      assertThat(keys.contains(new String(key, StandardCharsets.ISO_8859_1))).isFalse();
    }
  }

  /** The same HubSpot user and the same member of the organization as before. */
  private void assertWhoeverComesBackIsNew(String authorizer, String member) {
    agency.reconnect(portal, portal);
    var features = "{\"features\": [\"AUDIT\"]}";
    assertThat(vera.json("PUT", "/api/v1/organization/features", features).status()).isEqualTo(200);
    Eventually.holds(
        () -> {
          assertThat(idOf("portal-reconnected", "authorizer")).isNotEqualTo(authorizer);
          assertThat(idOf("features-changed", "actor")).isNotEqualTo(member);
          assertThat(trail()).contains(address, name);
        });
  }

  private void erase(String subject) {
    var path = "/api/v1/subjects/" + subject + "/erasure";
    var asked = agency.owner.json("POST", path, ASKED);
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    var alone = agency.owner.json("POST", path + "/confirmation", "");
    assertThat(alone.status()).as("nobody erases alone").isEqualTo(409);
    var erased = second.json("POST", path + "/confirmation", "");
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);
    var version = erased.json().get("version").asLong();
    var shown =
        auditor.getJson("/api/v1/subjects/%s?minVersion=%d".formatted(subject, version)).json();
    assertThat(shown.get("state").asString()).isEqualTo("ERASED");
    assertThat(shown.get("name").asString()).isEqualTo("erased");
  }

  private List<String> pages(String... people) {
    var paths =
        new ArrayList<>(
            List.of(
                "/audit-trail",
                "/client-accounts",
                "/client-accounts/" + portal,
                "/client-accounts/invitations",
                "/compliance",
                "/campaigns"));
    Stream.of(people).forEach(person -> paths.add("/people/" + person));
    var shown = new ArrayList<String>();
    paths.forEach(path -> shown.add(agency.owner.get(path).body()));
    shown.add(agency.account(portal, 0).toString());
    shown.add(trail());
    return shown;
  }

  private String trail() {
    return agency.trail().toString();
  }

  private String idOf(String kind, String field) {
    return agency.trail().stream()
        .filter(entry -> entry.get("kind").asString().equals(kind))
        .map(entry -> entry.get(field).asString())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " yet"));
  }

  private static List<byte[]> wrappedKeys(String... people) {
    var keys =
        OWNER
            .sql("select wrapped from subject.data_key where subject_id = any(:ids)")
            .param("ids", people)
            .query(byte[].class)
            .list();
    assertThat(keys).hasSize(people.length);
    return keys;
  }

  private static String fileOf(String table) throws IOException {
    var path =
        OWNER.sql("select pg_relation_filepath('" + table + "')").query(String.class).single();
    try (var all = Files.walk(WORLD.folder().resolve("database"))) {
      var file = all.filter(each -> each.endsWith(path)).findFirst().orElseThrow();
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
  }

  private static Stream<String> contents(Path bundle) throws IOException {
    try (var zip = new ZipFile(bundle.toFile())) {
      var all = new ArrayList<String>();
      for (var entry : zip.stream().toList()) {
        try (var in = zip.getInputStream(entry)) {
          all.add(entry + " " + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
      return all.stream();
    }
  }

  private Visitor bearer(String role, String who) {
    return new People(WORLD).bearer(agency.id, role, who);
  }
}
