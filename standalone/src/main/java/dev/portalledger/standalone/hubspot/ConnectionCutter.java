package dev.portalledger.standalone.hubspot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes a connection without an answer: the servlet API cannot, Tomcat can. */
final class ConnectionCutter extends ValveBase {

  private static final String CUT = ConnectionCutter.class.getName();

  ConnectionCutter() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Runnable cut =
        () ->
            response
                .getCoyoteResponse()
                .action(ActionCode.CLOSE_NOW, new IOException("dropped by a knob"));
    request.setAttribute(CUT, cut);
    getNext().invoke(request, response);
  }

  static void cut(HttpServletRequest request) {
    if (request.getAttribute(CUT) instanceof Runnable cut) {
      cut.run();
    }
  }
}
