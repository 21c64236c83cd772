import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Ends with 0 if the address answers 200: the image has nothing else that could ask. */
final class Healthy {

  public static void main(String[] args) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(args[0])).build(), BodyHandlers.discarding());
    System.exit(answer.statusCode() == 200 ? 0 : 1);
  }
}
