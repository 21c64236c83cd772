-- One trip through HubSpot's authorization page. Only hashes of what the browser carries are kept.
create table command.attempt (
  attempt_id      text        primary key,
  organization_id text        not null,
  initiator       text        not null,
  expected_portal bigint,
  state_sha256    bytea       not null unique,
  browser_sha256  bytea       not null,
  verifier_ct     bytea       not null, -- PKCE, encrypted
  required_scopes text[]      not null,
  optional_scopes text[]      not null,
  phase           text        not null default 'OPEN'
                  check (phase in ('OPEN', 'CONSUMED', 'CLOSED')),
  portal_id       bigint,               -- what it was closed with, when it connected a portal
  version         bigint,
  created_at      timestamptz not null default clock_timestamp(),
  expires_at      timestamptz not null,
  consumed_at     timestamptz,
  closed_at       timestamptz
);

create index attempt_unfinished on command.attempt (expires_at) where phase <> 'CLOSED';
create index attempt_open_by_member on command.attempt (initiator) where phase = 'OPEN';

grant select, insert, update on command.attempt to ledger_command;
