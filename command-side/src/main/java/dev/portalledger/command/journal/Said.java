package dev.portalledger.command.journal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one entry of a signed request is about.
 *
 * @param removal it says that the app was removed
 */
record Said(long portal, boolean removal) {

  private static final int MOST = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Empty if it is no list of entries, or one of more than HubSpot sends. */
  static Optional<List<Said>> in(byte[] body) {
    try {
      var tree = MAPPER.readTree(body);
      var entries = tree.isArray() ? tree.valueStream().toList() : List.of(tree);
      return entries.size() <= MOST && entries.stream().allMatch(JsonNode::isObject)
          ? Optional.of(entries.stream().flatMap(Said::of).distinct().toList())
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Stream<Said> of(JsonNode entry) {
    var portal = entry.path("portalId");
    return portal.isIntegralNumber() && portal.canConvertToLong() && portal.longValue() > 0
        ? Stream.of(new Said(portal.longValue(), isRemoval(entry)))
        : Stream.empty();
  }

  private static boolean isRemoval(JsonNode entry) {
    return entry.path("eventTypeId").asString("").equals("4-1916193")
        || entry.path("action").asString("").equals("APP_UNINSTALL");
  }
}
