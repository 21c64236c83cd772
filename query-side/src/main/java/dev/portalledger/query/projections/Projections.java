package dev.portalledger.query.projections;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The names of this side's processing groups, found by their annotation so that none is forgotten.
 */
record Projections(List<String> groups) {

  private static final String OURS = "dev.portalledger.query.";

  static Projections in(ListableBeanFactory beans) {
    return new Projections(
        Arrays.stream(beans.getBeanNamesForAnnotation(ProcessingGroup.class))
            .map(name -> requireNonNull(beans.getType(name, false)))
            .filter(type -> type.getName().startsWith(OURS))
            .map(Projections::groupOf)
            .distinct()
            .sorted()
            .toList());
  }

  private static String groupOf(Class<?> type) {
    return requireNonNull(AnnotatedElementUtils.findMergedAnnotation(type, ProcessingGroup.class))
        .value();
  }
}
