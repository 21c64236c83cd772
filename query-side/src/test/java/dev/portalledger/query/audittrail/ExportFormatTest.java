package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.minutesLater;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.people.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's programs read these files: an approved one is never changed without need. */
class ExportFormatTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("ledger.test/org/acme", 42, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
  private static final Map<String, Person> NAMED =
      Map.of(
          "subject-olivia",
          new Person("subject-olivia", "=HYPERLINK(\"http://evil.test\")", null, false),
          "subject-hugo",
          new Person("subject-hugo", "Hügo \"the\" Hub, \nManager", null, false),
          "system",
          new Person("system", "The system", null, false));

  @ParameterizedTest
  @CsvSource({
    "CSV, audit-trail.csv",
    "JSONL, audit-trail.jsonl",
    "OCSF, audit-trail-ocsf.jsonl",
  })
  @DisplayName("T24: an export is written exactly as the approved file")
  void is_written_exactly_as_the_approved_file(ExportFormat format, String file)
      throws IOException {
    assertThat(written(format)).isEqualTo(Files.readString(GOLDEN.resolve(file), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+49 30",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "  =1",
        "\u00A0=1",
        "\uFF1D1+1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20A"
      })
  @DisplayName("T24: what begins like a formula is text to a spreadsheet")
  void what_begins_like_a_formula_is_kept_text(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "acme.example", "a=b", "1001", "Olivia Owner - boss", "'quoted"})
  void other_text_stays_as_it_is(String text) {
    assertThat(SpreadsheetText.of(text)).isEqualTo(text);
  }

  @Test
  void a_reader_of_csv_gets_back_what_was_written() throws IOException {
    try (var read =
        CSVParser.parse(
            written(ExportFormat.CSV).substring(1),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      assertThat(read.getHeaderNames()).isEqualTo(CsvExport.columns());
      assertThat(read.getRecords())
          .hasSize(3)
          .allMatch(row -> row.size() == CsvExport.columns().size())
          .first()
          .satisfies(
              row -> {
                assertThat(row.get("authorizer_name")).isEqualTo("Hügo \"the\" Hub, \nManager");
                assertThat(row.get("actor_name")).startsWith("'=HYPERLINK");
                assertThat(row.get("detail")).isEqualTo("'@SUM(1+9)*cmd|' /C calc'!A0");
              });
    }
  }

  @Test
  @DisplayName("T24: no cell begins like a formula, whichever field of an entry does")
  void no_cell_begins_like_a_formula() throws IOException {
    var evil = "=1+1";
    var entry =
        new Entry(
            evil,
            NOON,
            Kind.PORTAL_CONNECTED,
            evil,
            1001L,
            evil,
            null,
            3,
            evil,
            List.of(evil),
            List.of(evil),
            evil,
            evil,
            null,
            List.of(),
            evil,
            null,
            evil,
            evil);
    var named = Map.of(evil, new Person(evil, evil, null, false));
    var out = new ByteArrayOutputStream();
    var writer = ExportFormat.CSV.to(out, "acme", CHECKPOINT);
    writer.write(new Exported(0, "00", entry, named));
    writer.flush();

    try (var read = CSVParser.parse(out.toString(UTF_8), CSVFormat.RFC4180)) {
      assertThat(read.getRecords().getLast().values())
          .contains("'" + evil)
          .noneMatch(cell -> cell.startsWith("="));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_kind_is_an_ocsf_event_that_a_siem_takes(Kind kind) throws IOException {
    var out = new ByteArrayOutputStream();
    var entry = entry(kind, "system", 1001L, null, null);
    new OcsfExport(out, "acme", CHECKPOINT).write(exported(7, entry));
    JsonNode event = JsonMapper.shared().readTree(out.toByteArray());

    assertThat(event.get("class_uid").asInt()).isEqualTo(3004);
    assertThat(event.get("category_uid").asInt()).isEqualTo(3);
    assertThat(event.get("type_uid").asInt()).isEqualTo(300_400 + event.get("activity_id").asInt());
    assertThat(event.get("time").asLong()).isEqualTo(NOON.toEpochMilli());
    assertThat(event.at("/entity/uid").asString()).isEqualTo("1001");
    assertThat(event.at("/metadata/version").asString()).isEqualTo("1.9.0");
    assertThat(event.at("/attestation_list/0/fingerprint/value").asString())
        .isEqualTo("00".repeat(31) + "07");
    assertThat(event.at("/unmapped/checkpoint_size").asLong()).isEqualTo(42);
  }

  private static String written(ExportFormat format) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = format.to(out, "acme", CHECKPOINT);
    for (Exported exported : samples()) {
      writer.write(exported);
    }
    writer.flush();
    return out.toString(UTF_8);
  }

  private static List<Exported> samples() {
    return List.of(
        exported(
            0,
            entry(
                Kind.PORTAL_CONNECTED,
                "subject-olivia",
                1001L,
                "subject-hugo",
                "@SUM(1+9)*cmd|' /C calc'!A0")),
        exported(1, entry(Kind.AUTHORIZATION_ABANDONED, "subject-olivia", null, null, null)),
        exported(12, entry(Kind.PLAN_CHANGED, "system", null, null, null)));
  }

  private static Exported exported(long index, Entry entry) {
    var hash = new byte[32];
    Arrays.fill(hash, 31, 32, (byte) index);
    return new Exported(index, Exported.hex(hash), entry, NAMED);
  }

  private static Entry entry(
      Kind kind,
      String actor,
      @Nullable Long portal,
      @Nullable String authorizer,
      @Nullable String detail) {
    boolean granted = authorizer != null;
    return new Entry(
        "0000-" + kind.text(),
        NOON,
        kind,
        actor,
        portal,
        portal == null ? null : "+acme.example",
        granted ? 1002L : null,
        granted ? 3 : null,
        authorizer,
        granted ? List.of("crm.lists.read", "oauth") : List.of(),
        List.of(),
        cause(kind),
        kind == Kind.AUTHORIZATION_ABANDONED ? "attempt-1" : null,
        kind == Kind.PLAN_CHANGED ? Plan.PRO : null,
        kind == Kind.PLAN_CHANGED ? List.of(Feature.AUDIT, Feature.IMPORT) : List.of(),
        detail,
        granted ? minutesLater(30) : null,
        isOfPersonalData(kind) ? "subject-hugo" : null,
        kind == Kind.SUBJECT_ERASED ? "subject-olivia" : null);
  }

  private static boolean isOfPersonalData(Kind kind) {
    return kind.name().contains("ERAS") || kind.name().contains("LEGAL_HOLD");
  }

  private static @Nullable String cause(Kind kind) {
    return switch (kind) {
      case AUTHORIZATION_REFUSED -> "PLAN_LIMIT_REACHED";
      case AUTHORIZATION_FAILED -> "CODE_REJECTED";
      case PORTAL_EXPIRED -> "GRANT_DEAD";
      case PORTAL_REVOKED -> "DISPUTED";
      case UPSTREAM_REVOCATION_FAILED -> "NOT_CONFIRMED_IN_TIME";
      case APP_UNINSTALLED, APP_NOT_UNINSTALLED -> "UNINSTALLED";
      case REVOCATION_PROVEN, REVOCATION_NOT_PROVEN -> "DEAD";
      case INVITATION_ISSUED, ACCESS_LEASED, LEASED_WRITE_REFUSED -> "AUDIT";
      case RECORDS_EXPORTED, EXPORT_CUT_OFF, RECORDS_READ -> "AUDIT_TRAIL";
      default -> null;
    };
  }
}
