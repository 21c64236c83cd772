package dev.portalledger.command.subject;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A restore from an older backup brings erased people back; the ledger still says that they were
 * erased. What came back is destroyed again before this process answers anybody, and now and then
 * while it runs, for rows may be restored under a running one.
 */
@Component
class ReturnedSubjects implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ReturnedSubjects.class);

  private final PersonalData people;
  private volatile boolean started;

  ReturnedSubjects(PersonalData people) {
    this.people = people;
  }

  void erase() {
    int returned = people.destroyReturned();
    if (returned > 0) {
      log.warn("{} erased subjects had come back with a backup and were erased again", returned);
    }
  }

  @Override
  public void start() {
    erase();
    started = true;
  }

  @Override
  public void stop() {
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  /** Before the web server, which starts among the last. */
  @Override
  public int getPhase() {
    return 0;
  }
}
