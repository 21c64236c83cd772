package dev.portalledger.standalone.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "revoke-all",
    description = {
      "Ends every connection of an organization, or of all, when tokens may have been stolen (operators).",
      "Without --connections it only says how many there are."
    })
public final class RevokeAllCommand extends RemoteCommand {

  @Option(names = "--organization", description = "Whose; without it everybody's.")
  private @Nullable String organization;

  @Option(
      names = "--connections",
      description = "Do it: how many end, as the trial said. Another number is refused.")
  private @Nullable Integer connections;

  @Override
  int run(Api api) {
    var path =
        organization == null
            ? "/api/v1/revocations"
            : "/api/v1/organizations/" + organization + "/revocations";
    if (connections == null) {
      var held =
          api.post(path, Map.of("dryRun", true, "connections", 0)).path("connections").asInt();
      say(
          "%,d connections would end. Nothing was done; to do it add --connections %d"
              .formatted(held, held));
      return 0;
    }
    var answer = api.post(path, Map.of("dryRun", false, "connections", connections));
    say(
        "%,d of %,d connections ended here; at HubSpot they end as fast as it answers."
            .formatted(answer.path("ended").asInt(), answer.path("connections").asInt()));
    return 0;
  }
}
