package dev.portalledger.command.hubspot;

import java.util.AbstractList;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A form field's values that print as nothing: at DEBUG, Spring's client logs the form it sends.
 */
final class Unprinted extends AbstractList<String> {

  private final List<String> values;

  Unprinted(List<String> values) {
    this.values = List.copyOf(values);
  }

  static MultiValueMap<String, String> form(String... namesAndValues) {
    var form = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], new Unprinted(List.of(namesAndValues[i + 1])));
    }
    return form;
  }

  static void hide(MultiValueMap<String, String> form) {
    form.replaceAll((_, values) -> new Unprinted(values));
  }

  @Override
  public String get(int index) {
    return values.get(index);
  }

  @Override
  public int size() {
    return values.size();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
