-- Whose turn it is to ask HubSpot for fresh tokens. By this database's clock alone: a turn that was
-- not given back ends by itself, and what comes back after its end is refused by the epoch.
alter table command.credential
  add column if not exists credential_version bigint not null default 1;
alter table command.credential
  add column lease_epoch     bigint      not null default 0,
  add column lease_until     timestamptz not null default '-infinity', -- a turn is taken
  add column outcome_unknown boolean     not null default false,       -- HubSpot's last answer was lost
  add column failures        integer     not null default 0,           -- since the last success
  add column retry_at        timestamptz not null default '-infinity',
  add column leased_at       timestamptz;                              -- somebody works with it

create index credential_refresh_ahead on command.credential (access_expires_at)
  where status = 'ACTIVE' and leased_at is not null;

-- Whatever ends or replaces a credential ends the turn on it as well, in the same transaction: an
-- answer that is still on its way can never bring it back.
create function command.credential_ends_its_turn() returns trigger language plpgsql as $$
begin
  if new.lease_epoch < old.lease_epoch or new.credential_version < old.credential_version then
    raise exception 'credential % never goes back', old.credential_id;
  end if;
  if new.status <> old.status then
    new.lease_epoch := old.lease_epoch + 1;
    new.lease_until := '-infinity';
  end if;
  return new;
end $$;

create trigger credential_ends_its_turn
  before update on command.credential
  for each row execute function command.credential_ends_its_turn();

-- Leases that are good at the pass-through only, by the hash of their token.
create table command.lease_pass (
  token_sha256    text        primary key,
  lease_id        text        not null,
  organization_id text        not null,
  portal_id       bigint      not null,
  generation      integer     not null,
  purpose         text        not null check (purpose in ('AUDIT', 'IMPLEMENTATION')),
  leased_to       text        not null,
  refused         text[]      not null default '{}',  -- what was recorded already
  expires_at      timestamptz not null
);
create index lease_pass_expired on command.lease_pass (expires_at);

-- Requests for leases that must not be granted twice, for a day. No answer is kept: it was a token.
create table command.lease_key (
  scope       text        primary key,   -- SHA-256 of organization, caller, route and key
  fingerprint text        not null,      -- SHA-256 of the request
  lease_id    text        not null,
  expires_at  timestamptz not null
);
create index lease_key_expired on command.lease_key (expires_at);

grant select, insert, update, delete on command.lease_pass to ledger_command;
grant select, insert, delete on command.lease_key to ledger_command;
