package dev.portalledger.query.offender;

import java.net.http.HttpClient;

class CallingProjection {
  HttpClient client = HttpClient.newHttpClient();
}
