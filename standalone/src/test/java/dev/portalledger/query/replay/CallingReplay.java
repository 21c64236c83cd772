package dev.portalledger.query.replay;

import java.net.http.HttpClient;

class CallingReplay {
  HttpClient client = HttpClient.newHttpClient();
}
