package dev.portalledger.query.dashboard;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a handler the past moment that a request asks for. */
record AsOfArgument(InstantSource clock) implements HandlerMethodArgumentResolver {

  static final String NAME = "asOf";

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == AsOf.class;
  }

  @Override
  public @Nullable AsOf resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String text = request.getParameter(NAME);
    // Forms send fields that nobody filled in.
    return text == null || text.isBlank() ? null : AsOf.of(text.strip(), clock.instant());
  }
}
