package dev.portalledger.standalone;

import java.nio.file.Path;

/** Where one product runs, seen from outside. */
public interface Place {

  String url();

  String sandboxUrl();

  Path folder();
}
