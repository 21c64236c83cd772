package dev.portalledger.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The most heap that was left by any collection, beyond what was in use before. */
final class HeapWatch implements NotificationListener, AutoCloseable {

  private static final double BYTES_OF_A_MEGABYTE = 1e6;

  private final List<NotificationEmitter> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .map(NotificationEmitter.class::cast)
          .toList();
  private final Set<String> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());
  private final long before;
  private final AtomicLong most;

  private HeapWatch(long before) {
    this.before = before;
    this.most = new AtomicLong(before);
  }

  static HeapWatch start() {
    System.gc();
    var watch = new HeapWatch(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    watch.collectors.forEach(collector -> collector.addNotificationListener(watch, null, null));
    return watch;
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification.getUserData() instanceof CompositeData data) {
      var after = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
      long used =
          after.entrySet().stream()
              .filter(pool -> heap.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      most.accumulateAndGet(used, Math::max);
    }
  }

  /** At least one, for a run that is too short for a collection. */
  double megabytes() {
    return Math.max(1, (most.get() - before) / BYTES_OF_A_MEGABYTE);
  }

  @Override
  public void close() throws ListenerNotFoundException {
    for (var collector : collectors) {
      collector.removeNotificationListener(this);
    }
  }
}
