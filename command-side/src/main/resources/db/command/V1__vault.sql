grant usage on schema command to ledger_command;

-- One row per consent that was exchanged for tokens. Nothing here opens without the keys, which are
-- not in this database; nothing opens in another row, column or generation than its own.
create table command.credential (
  credential_id       uuid primary key,
  organization_id     text not null,
  attempt_id          text not null unique,
  portal_id           bigint,           -- null until a connection lives on it
  generation          integer,
  status              text not null
    check (status in ('PENDING', 'ACTIVE', 'SUPERSEDED', 'REVOKING', 'DESTROYED')),
  access_ct           bytea,
  access_expires_at   timestamptz,
  refresh_ct          bytea,
  refresh_fingerprint bytea,            -- HMAC: tells equal refresh tokens, opens none
  key_id              bigint not null,
  granted_by_version  bigint,           -- the portal's event that granted it
  created_at          timestamptz not null default clock_timestamp(),
  updated_at          timestamptz not null default clock_timestamp(),
  destroyed_at        timestamptz,
  constraint an_active_credential_has_its_event check (
    status <> 'ACTIVE'
    or (portal_id is not null and generation is not null and granted_by_version is not null)),
  constraint a_living_credential_has_its_tokens check (
    status not in ('PENDING', 'ACTIVE')
    or (access_ct is not null and access_expires_at is not null
        and refresh_ct is not null and refresh_fingerprint is not null)),
  constraint a_destroyed_credential_has_none check (
    (status = 'DESTROYED') = (destroyed_at is not null)
    and (status <> 'DESTROYED'
         or (access_ct is null and refresh_ct is null and refresh_fingerprint is null)))
);

-- A portal belongs to at most one organization at a time.
create unique index credential_one_active_per_portal
  on command.credential (portal_id) where status = 'ACTIVE';
create index credential_same_refresh_token
  on command.credential (refresh_fingerprint) where status in ('PENDING', 'ACTIVE');
create index credential_pending on command.credential (created_at) where status = 'PENDING';

-- An old copy of a row, written back by whoever can write here, must not bring a credential back.
create function command.credential_only_moves_on() returns trigger language plpgsql as $$
declare
  stages constant text[] := array['PENDING', 'ACTIVE', 'SUPERSEDED', 'REVOKING', 'DESTROYED'];
begin
  if array_position(stages, new.status) < array_position(stages, old.status)
     or new.generation < old.generation
     or (old.generation is not null and new.generation is null)
     or (old.status = 'DESTROYED' and new.refresh_ct is not null) then
    raise exception 'credential % never goes back (% to %)', old.credential_id, old.status, new.status;
  end if;
  return new;
end $$;

create trigger credential_only_moves_on
  before update on command.credential
  for each row execute function command.credential_only_moves_on();

grant select, insert, update on command.credential to ledger_command;
