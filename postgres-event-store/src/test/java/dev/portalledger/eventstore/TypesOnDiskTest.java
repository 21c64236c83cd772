package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is stored outlives the classes it is read into, and names none of them. */
class TypesOnDiskTest {

  private static final AtomicBoolean TRIPPED = new AtomicBoolean();

  record Opened(String owner) {}

  /** Today's form of {@code account.opened}. */
  record OpenedForMoney(String owner, String currency, boolean joint) {}

  record OpenedBy(String owner, String currency, @Nullable String clerk) {}

  record Closed(String account, Object reason) {}

  private static final String TRIPWIRE = TypesOnDiskTest.class.getName() + "$Tripwire";

  /** Whoever loads and begins to use this class by its name is seen. */
  static final class Tripwire {

    static {
      TRIPPED.set(true);
    }

    public String text = "";
  }

  private static final EventType OPENED_TODAY =
      new EventType(
          "account.opened",
          "3",
          OpenedForMoney.class,
          List.of("com.acme.Opened", "com.acme.old.AccountOpened"));
  private static final EventType CLOSED = new EventType("account.closed", "1", Closed.class);
  private static final EventTypes TODAY = EventTypes.of(List.of(OPENED_TODAY, CLOSED));

  private static String database;

  @BeforeAll
  static void createDatabase() {
    database = TestServer.migratedDatabase();
  }

  @BeforeEach
  void empty() {
    try (var store = today()) {
      store.empty();
    }
  }

  @Test
  void a_class_that_was_moved_and_renamed_reads_what_its_predecessor_wrote() {
    var before = EventTypes.of(List.of(new EventType("account.opened", "1", Opened.class)));
    record Begun(String owner) {}
    var after = EventTypes.of(List.of(new EventType("account.opened", "1", Begun.class)));
    try (var written = new Store(database, before);
        var read = new Store(database, after)) {
      written.append("a-1", 0, new Opened("Ada"));
      written.sequence();

      assertThat(read.engine.readEvents("a-1").next().getPayload()).isEqualTo(new Begun("Ada"));
      assertThat(read.payloads()).containsExactly(new Begun("Ada"));
    }
  }

  @Test
  void older_forms_become_todays_step_by_step() {
    try (var store = today()) {
      store.appendRaw("a-1", 0, "account.opened", "1", "{\"owner\":\"Ada\"}");
      store.appendRaw("a-2", 0, "account.opened", "2", "{\"owner\":\"Bob\",\"currency\":\"CHF\"}");
      store.append("a-3", 0, new OpenedForMoney("Cleo", "USD", true));
      store.sequence();

      assertThat(store.payloads())
          .containsExactly(
              new OpenedForMoney("Ada", "EUR", false),
              new OpenedForMoney("Bob", "CHF", false),
              new OpenedForMoney("Cleo", "USD", true));
      assertThat(store.engine.readEvents("a-1").next().getPayload())
          .isEqualTo(new OpenedForMoney("Ada", "EUR", false));
    }
  }

  @Test
  void class_names_of_the_first_version_mean_the_first_form() {
    try (var store = new Store(database, TODAY, upcastersOfAnApplication())) {
      store.appendRaw("a-1", 0, "com.acme.Opened", null, "{\"owner\":\"Ada\"}");
      store.appendRaw("a-2", 0, "com.acme.old.AccountOpened", null, "{\"owner\":\"Bob\"}");
      store.sequence();

      assertThat(store.payloads())
          .containsExactly(
              new OpenedForMoney("Ada", "EUR", false), new OpenedForMoney("Bob", "EUR", false));
    }
  }

  /** As the autoconfiguration puts them together. */
  private static EventUpcaster[] upcastersOfAnApplication() {
    return Stream.concat(
            PositionedEventsConfiguration.renamings(TODAY), Stream.of(secondForm(), thirdForm()))
        .toArray(EventUpcaster[]::new);
  }

  @Test
  void a_former_form_that_only_lacks_fields_is_read_as_it_is() {
    var grown =
        EventTypes.of(
            List.of(new EventType("account.opened", "3", OpenedBy.class, List.of(), List.of("2"))));
    try (var store = new Store(database, grown)) {
      store.appendRaw("a-1", 0, "account.opened", "2", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");
      store.appendRaw("a-2", 0, "account.opened", "1", "{\"owner\":\"Bob\"}");
      store.sequence();

      assertThat(store.payloads())
          .containsExactly(
              new OpenedBy("Ada", "EUR", null), new UnknownEvent("account.opened", "1"));
    }
  }

  @Test
  void a_form_newer_than_ours_is_not_taken_for_ours() {
    try (var store = today()) {
      store.appendRaw("a-1", 0, "account.opened", "4", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");
      store.sequence();

      assertThat(store.payloads()).containsExactly(new UnknownEvent("account.opened", "4"));
      assertThatThrownBy(() -> store.engine.readEvents("a-1").asStream().toList())
          .isInstanceOf(StreamUnreadable.ByThisVersion.class)
          .hasMessageContaining("a-1")
          .hasMessageContaining("account.opened");
    }
  }

  @Test
  void a_stored_class_name_loads_no_class_and_nothing_is_decided_about_its_stream() {
    var gadgets = Stream.concat(Stream.of(TRIPWIRE), GADGETS.lines()).toList();
    try (var store = today()) {
      for (var gadget : gadgets) {
        store.appendRaw("of " + gadget, 0, gadget, null, "[\"ldap://evil.test/x\"]");
        store.appendRaw("of " + gadget, 1, gadget, "1", "{\"text\":\"x\"}");
      }
      store.sequence();

      assertThat(store.payloads().toList())
          .isEqualTo(
              gadgets.stream()
                  .flatMap(name -> Stream.of(unknown(name, null), unknown(name, "1")))
                  .toList());
      assertThat(gadgets).hasSizeGreaterThan(50).allSatisfy(gadget -> assertRefused(store, gadget));
    }
    assertThat(TRIPPED).isFalse();
  }

  private static Object unknown(String name, @Nullable String revision) {
    return new UnknownEvent(name, revision);
  }

  private static void assertRefused(Store store, String gadget) {
    assertThatThrownBy(() -> store.engine.readEvents("of " + gadget).asStream().toList())
        .isInstanceOf(StreamUnreadable.ByThisVersion.class)
        .hasMessageContaining("of " + gadget + " has an event this version cannot read");
  }

  @Test
  void a_payload_that_names_a_class_stays_data() {
    String json =
        "{\"account\":\"a-1\",\"reason\":{\"@class\":\"%s\",\"text\":\"x\"}}".formatted(TRIPWIRE);
    try (var store = today()) {
      store.appendRaw("a-1", 0, "account.closed", "1", json);

      assertThat(store.engine.readEvents("a-1").next().getPayload())
          .isEqualTo(new Closed("a-1", Map.of("@class", TRIPWIRE, "text", "x")));
    }
    assertThat(TRIPPED).isFalse();
  }

  @Test
  void one_name_for_two_classes_and_two_names_for_one_class_are_refused() {
    assertThatThrownBy(() -> EventTypes.of(List.of(CLOSED, rename("account.closed", Opened.class))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account.closed")
        .hasMessageContaining("each needs its own");
    assertThatThrownBy(() -> EventTypes.of(List.of(CLOSED, rename("account.shut", Closed.class))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account.shut");
  }

  @Test
  void a_former_name_that_means_two_things_is_refused() {
    var both =
        List.of(OPENED_TODAY, new EventType("x.y", "1", Opened.class, List.of("com.acme.Opened")));

    assertThatThrownBy(() -> EventTypes.of(both))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("com.acme.Opened");
  }

  @Test
  void several_maps_may_name_the_same_type_in_the_same_way() {
    assertThat(EventTypes.merged(Stream.of(TODAY, EventTypes.of(List.of(CLOSED)))).all())
        .containsExactlyInAnyOrder(OPENED_TODAY, CLOSED);
  }

  @Test
  void a_type_without_a_name_or_a_revision_is_refused() {
    assertThatThrownBy(() -> rename(" ", Closed.class)).hasMessageContaining("needs a name");
    assertThatThrownBy(() -> new EventType("x", "", Closed.class))
        .hasMessageContaining("a revision");
  }

  private static EventType rename(String name, Class<?> type) {
    return new EventType(name, "1", type);
  }

  private Store today() {
    return new Store(database, TODAY, secondForm(), thirdForm());
  }

  private static EventUpcaster secondForm() {
    return form("1", "2", json -> json.put("currency", "EUR"));
  }

  private static EventUpcaster thirdForm() {
    return form("2", "3", json -> json.put("joint", false));
  }

  private static EventUpcaster form(String from, String to, UnaryOperator<ObjectNode> change) {
    return new Form(
        new SimpleSerializedType("account.opened", from),
        new SimpleSerializedType("account.opened", to),
        change);
  }

  private static final class Form extends SingleEventUpcaster {

    private final SimpleSerializedType from;
    private final SimpleSerializedType to;
    private final UnaryOperator<ObjectNode> change;

    private Form(
        SimpleSerializedType from, SimpleSerializedType to, UnaryOperator<ObjectNode> change) {
      this.from = from;
      this.to = to;
      this.change = change;
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return event.getType().equals(from);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(to, JsonNode.class, json -> change.apply((ObjectNode) json));
    }
  }

  /**
   * Names of classes that do harm when they are filled from data, and of some that are harmless.
   */
  private static final String GADGETS =
      """
      java.lang.Object
      java.lang.String
      java.lang.ProcessBuilder
      java.lang.Runtime
      java.lang.Thread
      java.net.URL
      java.net.URLClassLoader
      java.io.File
      java.util.HashMap
      java.util.PriorityQueue
      java.util.logging.FileHandler
      java.rmi.server.UnicastRemoteObject
      java.beans.EventHandler
      javax.script.ScriptEngineManager
      javax.management.BadAttributeValueExpException
      javax.naming.InitialContext
      javax.swing.JEditorPane
      javax.imageio.ImageIO$ContainsFilter
      com.sun.rowset.JdbcRowSetImpl
      com.sun.jndi.rmi.registry.BindingEnumeration
      com.sun.jndi.ldap.LdapAttribute
      com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl
      com.sun.org.apache.bcel.internal.util.ClassLoader
      sun.rmi.server.UnicastRef
      org.springframework.context.support.ClassPathXmlApplicationContext
      org.springframework.context.support.FileSystemXmlApplicationContext
      org.springframework.beans.factory.config.PropertyPathFactoryBean
      org.springframework.aop.support.DefaultBeanFactoryPointcutAdvisor
      org.springframework.jndi.support.SimpleJndiBeanFactory
      org.springframework.expression.spel.standard.SpelExpressionParser
      org.springframework.jdbc.datasource.DriverManagerDataSource
      com.zaxxer.hikari.HikariConfig
      com.zaxxer.hikari.HikariDataSource
      org.postgresql.ds.PGSimpleDataSource
      org.axonframework.messaging.MetaData$Builder
      org.axonframework.eventhandling.GapAwareTrackingToken
      ch.qos.logback.core.db.JNDIConnectionSource
      ch.qos.logback.core.db.DriverManagerConnectionSource
      org.apache.commons.collections.functors.InvokerTransformer
      org.apache.commons.collections4.functors.InvokerTransformer
      org.apache.commons.beanutils.BeanComparator
      org.apache.commons.dbcp2.datasources.SharedPoolDataSource
      org.apache.xbean.propertyeditor.JndiConverter
      org.apache.ibatis.datasource.jndi.JndiDataSourceFactory
      org.hibernate.jmx.StatisticsService
      org.codehaus.groovy.runtime.MethodClosure
      com.mchange.v2.c3p0.JndiRefForwardingDataSource
      com.mchange.v2.c3p0.WrapperConnectionPoolDataSource
      net.sf.ehcache.hibernate.EhcacheJtaTransactionManagerLookup
      oracle.jdbc.connector.OracleManagedConnectionFactory
      [Ljava.lang.Object;
      ../../etc/passwd""";
}
