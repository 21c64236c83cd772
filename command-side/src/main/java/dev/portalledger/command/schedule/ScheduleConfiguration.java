package dev.portalledger.command.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Besides the tasks of all nodes together, each node has some of its own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ScheduleConfiguration {

  private static final int THREADS = 8;

  // Whoever begins a task and dies is noticed after three seconds, looked for once a second, and
  // the task is begun elsewhere within the next: five in all. A node that only stood still that
  // long may find that another one does the same; every task bears that.
  private static final Duration HEARTBEAT = Duration.ofMillis(500);
  private static final int MISSED = 6;

  // A node that is told to end waits so long for its tasks, then interrupts them and waits once
  // more; together that is less than an engine waits before it kills.
  private static final Duration LAST_CALL = Duration.ofSeconds(8);

  @Bean
  Scheduler scheduler(DataSource dataSource, JdbcClient db, List<RecurringTask<?>> tasks) {
    return Scheduler.create(dataSource)
        .tableName("command.scheduled_tasks")
        .startTasks(tasks)
        .threads(THREADS)
        .clock(new DatabaseClock(db))
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED)
        .pollingInterval(Duration.ofSeconds(1))
        .shutdownMaxWait(LAST_CALL)
        .build();
  }

  /** Starts when everything else has, stops before anything else does. */
  @Bean
  SmartLifecycle scheduling(Scheduler scheduler) {
    return new Scheduling(scheduler);
  }
}
