package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.axonserver.AxonServers.RealServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routing of commands, through the framework's own command bus, on two nodes. */
abstract class CommandRoutingContract {

  private static final int PERMITS = 4;
  private static final String LOST = "Connection lost while executing command on: right";
  private static final List<String> KEYS =
      IntStream.range(0, 40).mapToObj(i -> "key-" + i).toList();

  private Cable cable;
  private CommandingNode left;
  private CommandingNode right;

  abstract RealServer server();

  @BeforeEach
  void begin() {
    cable = new Cable(server().address());
    left = node(server().address(), "left");
    right = node(cable.address(), "right");
    left.handle(_ -> "left");
    right.handle(_ -> "right");
    AxonClient.until(() -> handlersOrNone().values().containsAll(List.of("left", "right")));
  }

  private CommandingNode node(String address, String name) {
    return new CommandingNode(address, server().token(), name, PERMITS);
  }

  @AfterEach
  void end() {
    left.close();
    right.close();
    cable.close();
  }

  @Test
  void both_nodes_work_and_a_key_stays_at_its_node() {
    var first = handlers();

    assertThat(first.values()).contains("left", "right");
    assertThat(handlers()).isEqualTo(first);
  }

  @Test
  void when_a_node_dies_its_keys_move_and_the_others_stay() {
    var before = handlers();
    cable.cut();

    assertThat(before).containsValue("right");
    AxonClient.until(() -> Set.copyOf(handlersOrNone().values()).equals(Set.of("left")));
  }

  @Test
  void keys_of_others_stay_where_they_are_when_a_third_node_comes_and_goes() {
    var before = handlers();
    try (var third = node(server().address(), "third")) {
      third.handle(_ -> "third");
      AxonClient.until(() -> handlers().containsValue("third"));
      var with = handlers();
      with.forEach((key, node) -> assertThat(node).isIn(before.get(key), "third"));
      third.leave();

      AxonClient.until(() -> handlers().equals(before));
    }
  }

  @Test
  void commands_in_the_hands_of_a_node_that_dies_fail_and_those_that_waited_go_to_another() {
    var key = keyOf("right");
    var begun = new CountDownLatch(PERMITS);
    var end = new CountDownLatch(1);
    right.handle(
        _ -> {
          begun.countDown();
          end.await();
          return "right";
        });
    var sent = Stream.generate(() -> left.send(key)).limit(5 * PERMITS).toList();
    AxonClient.await(begun);
    cable.cut();

    var outcomes = sent.stream().map(CommandRoutingContract::outcome).toList();
    end.countDown();
    assertThat(outcomes).filteredOn(LOST::equals).hasSizeGreaterThanOrEqualTo(PERMITS);
    assertThat(outcomes).contains("left").isSubsetOf("left", LOST);
  }

  private static String outcome(CompletableFuture<String> sent) {
    try {
      return answer(sent);
    } catch (RuntimeException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  @Test
  void a_node_that_leaves_in_good_order_gets_no_more() {
    assertThat(handlers()).containsValue("right");

    right.leave();

    AxonClient.until(() -> Set.copyOf(handlersOrNone().values()).equals(Set.of("left")));
  }

  @Test
  void a_command_that_nobody_handles_fails() {
    left.leave();
    right.leave();

    AxonClient.until(() -> handlersOrNone().isEmpty());
    assertThatThrownBy(() -> answer(left.send("key-1")))
        .isInstanceOf(NoHandlerForCommandException.class);
  }

  final Map<String, String> handlersOrNone() {
    try {
      return handlers();
    } catch (RuntimeException notYet) {
      return Map.of();
    }
  }

  private String keyOf(String node) {
    var handlers = handlers();
    return KEYS.stream().filter(key -> node.equals(handlers.get(key))).findFirst().orElseThrow();
  }

  /** Which node each key goes to. */
  final Map<String, String> handlers() {
    var handlers = new LinkedHashMap<String, String>();
    KEYS.forEach(key -> handlers.put(key, answer(left.send(key))));
    return handlers;
  }
}
