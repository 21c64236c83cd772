package dev.portalledger.standalone.hubspot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** An account as {@code /sandbox/accounts} takes and shows it; only the id must be given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountJson(
    long hubId,
    @Nullable String company,
    @Nullable String domain,
    @Nullable String hublet,
    @Nullable Tier tier,
    @Nullable AccountType type,
    @Nullable List<UserJson> users) {

  AccountJson {
    if (hubId <= 0) {
      throw new IllegalArgumentException("hubId must be positive");
    }
  }

  static AccountJson of(Account account) {
    return new AccountJson(
        account.hubId(),
        account.company().name(),
        account.domain(),
        account.hublet(),
        account.tier(),
        account.type(),
        account.users().stream().map(UserJson::of).toList());
  }

  Account account() {
    var site = Objects.requireNonNullElse(domain, "company%d.test".formatted(hubId));
    return new Account(
        hubId,
        new Account.Company(
            Objects.requireNonNullElse(company, "Company %d".formatted(hubId)), site),
        Objects.requireNonNullElse(hublet, "na1"),
        Objects.requireNonNullElse(tier, Tier.PRO),
        Objects.requireNonNullElse(type, AccountType.STANDARD),
        users == null
            ? DemoAccounts.usersOf(hubId, site)
            : users.stream().map(UserJson::user).toList());
  }

  /** A user; the same e-mail address without an id is the same person in every account. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserJson(
      @Nullable Long userId,
      String email,
      @Nullable String firstName,
      @Nullable String lastName,
      HubUser.@Nullable Standing standing,
      @Nullable List<String> lacksScopes,
      @Nullable Boolean active) {

    UserJson {
      Objects.requireNonNull(email, "a user needs an email");
    }

    static UserJson of(HubUser user) {
      return new UserJson(
          user.userId(),
          user.email(),
          user.name().first(),
          user.name().last(),
          user.standing(),
          user.lacksScopes(),
          user.active());
    }

    HubUser user() {
      return new HubUser(
          userId == null ? idOf(email) : userId,
          email,
          new HubUser.Name(
              Objects.requireNonNullElse(firstName, ""), Objects.requireNonNullElse(lastName, "")),
          Objects.requireNonNullElse(standing, HubUser.Standing.SUPER_ADMIN),
          Objects.requireNonNullElse(lacksScopes, List.of()),
          Objects.requireNonNullElse(active, true));
    }

    private static long idOf(String email) {
      var sum = new CRC32();
      sum.update(email.getBytes(StandardCharsets.UTF_8));
      return sum.getValue();
    }
  }
}
