package dev.portalledger.eventstore.axonserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The same node for the same routing key, as long as it is there; others' keys stay where they are
 * when it goes.
 */
final class CommandRoutes {

  private final Set<CommandNode> nodes = ConcurrentHashMap.newKeySet();

  void add(CommandNode node) {
    nodes.add(node);
  }

  void remove(CommandNode node) {
    nodes.remove(node);
  }

  void dispatch(SentCommand sent) {
    while (true) {
      var node = nodeFor(sent);
      if (node.isEmpty()) {
        sent.fail("AXONIQ-4000", "No Handler for command: " + sent.command().getName());
        return;
      }
      if (node.get().take(sent)) {
        return;
      }
    }
  }

  /** The one with the greatest hash of its name and the key. */
  private Optional<CommandNode> nodeFor(SentCommand sent) {
    return nodes.stream()
        .filter(node -> node.handles(sent.command().getName()))
        .max(Comparator.comparing(node -> hash(sent.routingKey(), node.client())));
  }

  private static UUID hash(String key, String client) {
    return UUID.nameUUIDFromBytes((key + "@" + client).getBytes(UTF_8));
  }
}
