package dev.portalledger.command.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Besides the tasks of all nodes together, each node has some of its own. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ScheduleConfiguration {

  private static final int THREADS = 8;

  @Bean
  Scheduler scheduler(DataSource dataSource, List<RecurringTask<?>> tasks) {
    return Scheduler.create(dataSource)
        .tableName("command.scheduled_tasks")
        .startTasks(tasks)
        .threads(THREADS)
        .pollingInterval(Duration.ofSeconds(1))
        .build();
  }

  /** Starts when everything else has, stops before anything else does. */
  @Bean
  SmartLifecycle scheduling(Scheduler scheduler) {
    return new Scheduling(scheduler);
  }
}
