package dev.portalledger.command.revocation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RevocationSettings.class)
class RevocationSchedule {

  @Bean
  RecurringTask<Void> revokeUpstream(UpstreamRevocation revocation) {
    return Tasks.recurring("revoke-upstream", FixedDelay.ofSeconds(1))
        .execute((_, _) -> revocation.revokeDue());
  }
}
