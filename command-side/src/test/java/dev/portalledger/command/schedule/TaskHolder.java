package dev.portalledger.command.schedule;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A node whose only common task takes for ever, so that it is killed in the middle of it. No
 * stereotype: the scan of a command side must not find it.
 */
@ImportAutoConfiguration(
    classes = {
      org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration.class,
      org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration.class,
      org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration.class
    })
@Import(ScheduleConfiguration.class)
class TaskHolder {

  static final String TASK = "for-ever";
  static final String BEGUN = "begun";

  public static void main(String[] arguments) {
    var _ =
        start(
            () -> {
              System.out.println(BEGUN);
              await();
            },
            arguments);
  }

  static ConfigurableApplicationContext start(Runnable task, String... arguments) {
    return new SpringApplicationBuilder(TaskHolder.class)
        .web(WebApplicationType.NONE)
        .properties(Map.of("spring.main.banner-mode", "off"))
        .initializers(early -> early.getBeanFactory().registerSingleton("task", task))
        .run(arguments);
  }

  @Bean
  RecurringTask<Void> forEver(Runnable task) {
    return Tasks.recurring(TASK, FixedDelay.ofMillis(1)).execute((_, _) -> task.run());
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
