package dev.portalledger.standalone.deployment;

import dev.portalledger.standalone.deployment.ComposeFile.Service;
import dev.portalledger.standalone.machine.Ports;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which port of this computer stands for which port of which container. Two services that do not
 * share a name reach each other only by what the compose file says.
 */
final class Addresses {

  private static final int FIRST = 23_000;

  private static final Pattern ADDRESS = Pattern.compile("\\b([a-z][a-z0-9.-]*):(\\d{2,5})\\b");

  private final Map<String, String> serviceOf = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private int next = FIRST;

  Addresses(ComposeFile file) {
    for (var service : file.services().values()) {
      service.names().forEach(name -> serviceOf.put(name, service.name()));
    }
    for (var service : file.services().values()) {
      service
          .published()
          .forEach((outside, inside) -> ports.put("localhost:" + outside, port(service, inside)));
    }
  }

  int port(Service service, int inside) {
    return port(service.name(), inside);
  }

  private int port(String service, int inside) {
    return ports.computeIfAbsent(service + ":" + inside, _ -> free());
  }

  private int free() {
    int port = Ports.nextFree(next);
    next = port + 1;
    return port;
  }

  /** The text with every address of a service replaced by one of this computer. */
  String translate(String text) {
    return ADDRESS.matcher(text).replaceAll(this::translate);
  }

  private String translate(MatchResult address) {
    var host = address.group(1);
    int port = Integer.parseInt(address.group(2));
    var service = serviceOf.get(host);
    if (service != null) {
      return "localhost:" + port(service, port);
    }
    return host.equals("localhost") && ports.containsKey(address.group())
        ? "localhost:" + ports.get(address.group())
        : address.group();
  }
}
