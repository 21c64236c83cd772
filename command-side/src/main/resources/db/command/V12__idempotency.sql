-- Requests that must not be done twice, for a day. The answer holds secrets, so it stands encrypted.
create table command.idempotency (
  scope         bytea       primary key,   -- SHA-256 of organization, caller, route and key
  fingerprint   bytea       not null,      -- SHA-256 of the request: a key belongs to one
  claim         uuid        not null,      -- whose answer may be written
  claimed_until timestamptz not null,      -- a process that died claims no longer
  status        smallint,                  -- null while it is being worked on
  answer_ct     bytea,
  expires_at    timestamptz not null,
  check ((status is null) = (answer_ct is null))
);

create index idempotency_expired on command.idempotency (expires_at);

grant select, insert, update, delete on command.idempotency to ledger_command;
