package dev.portalledger.query.offender;

class Sleeps {
  void rest() throws InterruptedException {
    Thread.sleep(1);
  }
}
