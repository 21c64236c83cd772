package dev.portalledger.query.offender;

import org.axonframework.eventhandling.EventHandler;

class NamelessGroup {
  @EventHandler
  void on(String event) {}
}
