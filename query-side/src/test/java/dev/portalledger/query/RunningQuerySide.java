package dev.portalledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.portalledger.eventstore.axonserver.LoopbackPort;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The query side as it is deployed: own port, own database role, own issuer. One for all tests. */
public final class RunningQuerySide {

  public static final FakeIssuer ISSUER = new FakeIssuer(LoopbackPort.free());
  private static final KeysetHandle SUBJECT_KEY = newKey();
  private static final int PORT = LoopbackPort.free();
  private static final ConfigurableApplicationContext CONTEXT = start(PORT);

  public static String url() {
    return "http://localhost:" + PORT;
  }

  public static <T> T bean(Class<T> type) {
    return CONTEXT.getBean(type);
  }

  public static <T> T bean(String name, Class<T> type) {
    return CONTEXT.getBean(name, type);
  }

  public static Collection<Object> annotated(Class<? extends Annotation> with) {
    return CONTEXT.getBeansWithAnnotation(with).values();
  }

  public static Browser browser() {
    return new Browser(url());
  }

  /** A browser in which somebody has signed in. */
  public static Browser signedIn(String name, String organization, String role) {
    ISSUER.nextToSignIn(
        new FakeIssuer.Account(name.toLowerCase(Locale.ROOT), name, organization, List.of(role)));
    Browser browser = browser();
    browser.open("/client-accounts");
    return browser;
  }

  /** Records an event as the command side would. */
  public static void record(String stream, long version, Object event) {
    record(stream, version, event, UUID.randomUUID().toString());
  }

  public static void record(String stream, long version, Object event, String eventId) {
    Recorder.record(stream, version, event, eventId);
  }

  /** Records an event of an organization, in whose ledger it is sealed. */
  public static void recordOf(String organization, String stream, long version, Object event) {
    Recorder.recordOf(organization, stream, version, event);
  }

  /** Records an event that this version does not know, as a newer one would beside it. */
  public static void recordUnknown(String stream, long version) {
    Recorder.record(stream, version, new Recorder.Lent("somebody"), UUID.randomUUID().toString());
  }

  /** Keeps that HubSpot confirmed a grant so long ago, as the command side would. */
  public static void prove(
      String organization, long portal, int generation, Duration ago, String authorizer) {
    TestDatabase.asOwner()
        .sql(
            """
            insert into proof.connection (organization_id, portal_id, generation, proven_at, authorizer)
            values (:organization, :portal, :generation,
                    clock_timestamp() - make_interval(secs => :ago), :authorizer)
            on conflict (organization_id, portal_id) do update set
              generation = excluded.generation, proven_at = excluded.proven_at, authorizer = excluded.authorizer
            """)
        .param("organization", organization)
        .param("portal", portal)
        .param("generation", generation)
        .param("ago", ago.toSeconds())
        .param("authorizer", authorizer)
        .update();
  }

  /** Keeps somebody's name and address as the command side would. */
  public static void name(String subject, String name, String email) {
    JdbcClient db = TestDatabase.asOwner();
    db.sql(
            """
            insert into subject.subject (subject_id, kind, name_ct, email_ct) values (:id, 'MEMBER', :name, :email)
            on conflict (subject_id) do update set name_ct = excluded.name_ct, email_ct = excluded.email_ct
            """)
        .param("id", subject)
        .param("name", seal(name, subject, "name"))
        .param("email", seal(email, subject, "email"))
        .update();
  }

  /** As the command side keeps somebody since each subject has a key of its own. */
  public static void nameWithOwnKey(String subject, String name, String email) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      var own = new AesGcmJce(key);
      name(subject, name, email);
      JdbcClient db = TestDatabase.asOwner();
      db.sql("update subject.subject set name_ct = :name, email_ct = :email where subject_id = :id")
          .param("id", subject)
          .param("name", own.encrypt(name.getBytes(UTF_8), place(subject, "name")))
          .param("email", own.encrypt(email.getBytes(UTF_8), place(subject, "email")))
          .update();
      db.sql("insert into subject.data_key (subject_id, wrapped, kek_id) values (:id, :key, 'k')")
          .param("id", subject)
          .param(
              "key",
              SUBJECT_KEY
                  .getPrimitive(RegistryConfiguration.get(), Aead.class)
                  .encrypt(key, ("subject-key|" + subject).getBytes(UTF_8)))
          .update();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] place(String subject, String field) {
    return ("subject|" + subject + "|" + field).getBytes(UTF_8);
  }

  private static byte[] seal(String text, String subject, String field) {
    try {
      return SUBJECT_KEY
          .getPrimitive(RegistryConfiguration.get(), Aead.class)
          .encrypt(
              text.getBytes(StandardCharsets.UTF_8),
              ("subject|" + subject + "|" + field).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConfigurableApplicationContext start(int port) {
    return start(port, Map.of());
  }

  /** Another one beside it; what is given comes on top. */
  public static ConfigurableApplicationContext start(
      int port, Map<String, Object> more, Class<?>... sources) {
    var settings = new HashMap<String, Object>(settings(port));
    settings.putAll(more);
    return new SpringApplicationBuilder(QuerySideApplication.class)
        .sources(sources)
        .web(WebApplicationType.SERVLET)
        .properties(settings)
        .run();
  }

  private static Map<String, Object> settings(int port) {
    return Map.ofEntries(
        Map.entry("server.port", port),
        Map.entry("server.address", "127.0.0.1"),
        Map.entry("spring.datasource.url", TestDatabase.url()),
        Map.entry("spring.datasource.username", "ledger"),
        Map.entry("spring.datasource.password", "ledger"),
        Map.entry("ledger.database.owner-username", "ledger_owner"),
        Map.entry("ledger.database.owner-password", "ledger_owner"),
        Map.entry("ledger.public-url", "http://localhost:" + port),
        Map.entry("ledger.keys.folder", keyFolder().toString()),
        Map.entry("ledger.sealing.name", "ledger.test"),
        Map.entry("ledger.sealing.signer-folder", SignerFolder.fresh().toString()),
        Map.entry("ledger.sign-in.issuer", ISSUER.url()),
        Map.entry("ledger.sign-in.client-id", "dashboard"),
        Map.entry("ledger.sign-in.client-secret", "secret"),
        Map.entry("spring.flyway.enabled", "false"),
        Map.entry("axon.axonserver.enabled", "false"),
        Map.entry("axon.serializer.general", "jackson3"),
        Map.entry("axon.serializer.events", "jackson3"),
        Map.entry("axon.serializer.messages", "jackson3"),
        Map.entry("axon.timeout.enabled", "false"),
        Map.entry("axon.update-check.disabled", "true"),
        Map.entry("spring.main.banner-mode", "off"));
  }

  private static Path keyFolder() {
    try {
      Path folder = Files.createTempDirectory("ledger-keys");
      Files.writeString(
          folder.resolve("subject.json"),
          TinkJsonProtoKeysetFormat.serializeKeyset(
              SUBJECT_KEY, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
      return folder;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeysetHandle newKey() {
    try {
      AeadConfig.register();
      return KeysetHandle.generateNew(
          PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private RunningQuerySide() {}
}
