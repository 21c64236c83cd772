package dev.portalledger.standalone.hubspot;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of the sandbox's own doors and file: unknown names and repeated names are refused. */
final class SandboxJson {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  /** The value with the members named in the text replaced. */
  static <T> T changed(T value, String text, Class<T> type) {
    ObjectNode tree = MAPPER.valueToTree(value);
    tree.setAll(MAPPER.readValue(text, ObjectNode.class));
    return MAPPER.treeToValue(tree, type);
  }

  private SandboxJson() {}
}
