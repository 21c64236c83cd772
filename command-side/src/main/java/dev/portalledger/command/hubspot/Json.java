package dev.portalledger.command.hubspot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object that HubSpot sent, read with suspicion: every field may be missing or of any type.
 */
record Json(JsonNode node) {

  private static final int DEEPEST = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Empty if this is no JSON object, or is not said to be one. Never quotes what it could not read.
   */
  static Optional<Json> read(@Nullable MediaType type, byte[] body) {
    if (type == null || !isJson(type)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(body)).filter(JsonNode::isObject).map(Json::new);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static boolean isJson(MediaType type) {
    return MediaType.APPLICATION_JSON.isCompatibleWith(type) || type.getSubtype().endsWith("+json");
  }

  boolean has(String field) {
    return node.has(field);
  }

  Optional<String> text(String field) {
    var value = node.get(field);
    return value != null && value.isString() && !value.stringValue().isBlank()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  OptionalLong number(String field) {
    var value = node.get(field);
    return value != null && value.isIntegralNumber() && value.canConvertToLong()
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  Optional<Boolean> flag(String field) {
    var value = node.get(field);
    return value != null && value.isBoolean()
        ? Optional.of(value.booleanValue())
        : Optional.empty();
  }

  /** Empty unless it is an array of nothing but text. */
  Optional<List<String>> texts(String field) {
    var value = node.get(field);
    return value != null && value.isArray() && value.valueStream().allMatch(JsonNode::isString)
        ? Optional.of(value.valueStream().map(JsonNode::stringValue).toList())
        : Optional.empty();
  }

  /** Empty unless it is an array of nothing but objects. */
  Optional<List<Json>> objects(String field) {
    var value = node.get(field);
    return value != null && value.isArray() && value.valueStream().allMatch(JsonNode::isObject)
        ? Optional.of(value.valueStream().map(Json::new).toList())
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Json[redacted]";
  }
}
