package dev.portalledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events are kept for ever and shown to auditors: nothing that opens a door and nothing that says
 * who a person is may be in one, at any depth. People are named by their {@code SubjectId} only.
 */
class NoSecretsInEventsTest {

  private static final Pattern SECRET =
      Pattern.compile(
          "token|secret|password|passphrase|credential|authcode|(auth|authorization)_code|verifier"
              + "|^state$|oauth_state|^code$|cookie|^key$|api_key|private_key");

  private static final Pattern PERSONAL =
      Pattern.compile(
          "(^|_)(name|firstname|lastname|email|mail|address|phone|ip|domain|locale|birth\\w*)(_|$)"
              + "|username|hubspot_user");

  /** Component names that look like personal data and are none, each with the reason. */
  private static final Map<String, String> COMPANY_DATA =
      Map.of(
          "OrganizationRegistered.name", "the agency's own name, not a person's",
          "Grant.hubDomain", "the portal's own website, public by nature");

  /** Types that say nothing but their own value. */
  private static final Set<Class<?>> PLAIN =
      Set.of(int.class, long.class, boolean.class, String.class, Instant.class);

  static Stream<Class<?>> events() {
    return EventFamilies.events();
  }

  @ParameterizedTest
  @MethodSource("events")
  void carries_no_secret(Class<?> event) {
    assertThat(componentsWithin(event)).filteredOn(c -> c.matches(SECRET)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void carries_no_personal_data(Class<?> event) {
    assertThat(componentsWithin(event))
        .filteredOn(c -> c.matches(PERSONAL))
        .extracting(Component::qualifiedName)
        .isSubsetOf(COMPANY_DATA.keySet());
  }

  @ParameterizedTest
  @MethodSource("events")
  void holds_nothing_that_could_hide_more(Class<?> event) {
    assertThat(componentsWithin(event))
        .extracting(Component::type)
        .allMatch(type -> type.isRecord() || PLAIN.contains(type) || type.isEnum());
  }

  @Test
  void every_exception_to_the_rule_is_still_needed() {
    assertThat(events().flatMap(event -> componentsWithin(event).stream()))
        .extracting(Component::qualifiedName)
        .containsAll(COMPANY_DATA.keySet());
  }

  @Test
  void sees_secrets_and_people_at_any_depth() {
    record Person(String firstName, String clientIp) {}
    record Exchange(String refreshToken, String codeVerifier, String state) {}
    record Leaky(List<Person> people, Exchange exchange, String email) {}

    assertThat(componentsWithin(Leaky.class))
        .filteredOn(c -> c.matches(SECRET))
        .extracting(Component::name)
        .containsExactlyInAnyOrder("refreshToken", "codeVerifier", "state");
    assertThat(componentsWithin(Leaky.class))
        .filteredOn(c -> c.matches(PERSONAL))
        .extracting(Component::name)
        .containsExactlyInAnyOrder("firstName", "clientIp", "email");
  }

  record Component(Class<?> owner, String name, Class<?> type) {

    String qualifiedName() {
      return owner.getSimpleName() + "." + name;
    }

    /** Compares word by word: {@code clientIp} is {@code client_ip}, {@code recipient} is not. */
    boolean matches(Pattern pattern) {
      var words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
      return pattern.matcher(words).find();
    }
  }

  /** Components of a record, of the records in them, and of what their lists hold. */
  private static Set<Component> componentsWithin(Class<?> event) {
    var found = new HashSet<Component>();
    var seen = new HashSet<Class<?>>();
    var open = new ArrayDeque<Class<?>>(List.of(event));
    while (!open.isEmpty()) {
      var owner = open.pop();
      if (owner.isRecord() && seen.add(owner)) {
        for (var component : owner.getRecordComponents()) {
          for (var type : classesIn(component.getGenericType()).toList()) {
            found.add(new Component(owner, component.getName(), type));
            open.push(type);
          }
        }
      }
    }
    return found;
  }

  private static Stream<Class<?>> classesIn(Type type) {
    return switch (type) {
      case Class<?> c when c.isArray() -> classesIn(c.getComponentType());
      case Class<?> c -> Stream.of(c);
      case ParameterizedType p when p.getRawType() == List.class ->
          Stream.of(p.getActualTypeArguments()).flatMap(NoSecretsInEventsTest::classesIn);
      case GenericArrayType a -> classesIn(a.getGenericComponentType());
      default -> throw new IllegalArgumentException("a kind of field not known here: " + type);
    };
  }
}
