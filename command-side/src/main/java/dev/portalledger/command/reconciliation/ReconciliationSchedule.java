package dev.portalledger.command.reconciliation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconciliationSchedule {

  private static final LocalTime NIGHT = LocalTime.of(2, 30);

  @Bean
  RecurringTask<Void> compareVaultAndLedger(ReconciliationHealth health) {
    return Tasks.recurring("compare-vault-and-ledger", new Daily(ZoneOffset.UTC, NIGHT))
        .execute((_, _) -> health.compare());
  }
}
