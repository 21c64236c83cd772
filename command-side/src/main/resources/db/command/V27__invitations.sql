-- Links with which somebody outside may authorize a portal, once. Both sides read here, so it is a
-- schema of its own; of the link only a hash is kept.
create schema invitation;
grant usage on schema invitation to ledger_command, ledger_query;

create table invitation.invitation (
  invitation_id   text        primary key,
  organization_id text        not null,
  secret_sha256   bytea       not null unique,
  invited_by      text        not null,
  purpose         text        not null check (purpose in ('AUDIT', 'IMPLEMENTATION')),
  expected_portal bigint,               -- null: any portal may be picked
  required_scopes text[]      not null,
  optional_scopes text[]      not null,
  phase           text        not null default 'OPEN'
                  check (phase in ('OPEN', 'TAKEN', 'USED', 'WITHDRAWN', 'EXPIRED')),
  taken_by        text,                 -- the attempt whose grant is being taken, or was
  created_at      timestamptz not null default clock_timestamp(),
  expires_at      timestamptz not null,
  ended_at        timestamptz,
  check ((taken_by is null) = (phase not in ('TAKEN', 'USED')))
);
create index invitation_unfinished on invitation.invitation (organization_id, expires_at)
  where phase in ('OPEN', 'TAKEN');
create index invitation_due on invitation.invitation (expires_at) where phase = 'OPEN';
create index invitation_newest on invitation.invitation (organization_id, created_at desc, invitation_id);

grant select, insert, update on invitation.invitation to ledger_command;
grant select on invitation.invitation to ledger_query;
