package dev.portalledger.command.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.TravellingMessages;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** With Axon Server any command side may decide: commands and answers arrive as they were sent. */
class CommandsTravelTest {

  private static final Serializer MESSAGES = TravellingMessages.serializer();

  static Stream<Class<?>> commands() {
    var commands = new Commands();
    return commands.findCandidateComponents("dev.portalledger.command").stream()
        .<Class<?>>map(
            found -> ClassUtils.resolveClassName(requireNonNull(found.getBeanClassName()), null))
        .filter(type -> type.isRecord() && !type.isMemberClass());
  }

  private static final class Commands extends ClassPathScanningCandidateComponentProvider {

    Commands() {
      super(false);
      addIncludeFilter(new AssignableTypeFilter(Command.class));
    }
  }

  static Stream<Type> answers() {
    return commands().flatMap(CommandsTravelTest::answer).distinct();
  }

  private static Stream<Type> answer(Class<?> command) {
    return Arrays.stream(command.getGenericInterfaces())
        .filter(ParameterizedType.class::isInstance)
        .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0]);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_arrives_as_it_was_sent(Class<?> command) {
    assertThat(Samples.of(command)).isNotEmpty().allSatisfy(CommandsTravelTest::arrives);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_answer_arrives_as_it_was_given(Type answer) {
    assertThat(Samples.of(answer)).isNotEmpty().allSatisfy(CommandsTravelTest::arrives);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commands_of_an_organization_go_to_one_node(Class<?> type) {
    var command = (Command<?>) Samples.of(type).getFirst();

    assertThat(
            AnnotationRoutingStrategy.defaultStrategy()
                .getRoutingKey(GenericCommandMessage.asCommandMessage(command)))
        .as(type.getSimpleName())
        .isEqualTo(command.organizationId().toString());
  }

  private static void arrives(Object sent) {
    var arrived = MESSAGES.deserialize(MESSAGES.serialize(sent, byte[].class));

    assertThat(arrived).usingRecursiveComparison().isEqualTo(sent);
  }
}
