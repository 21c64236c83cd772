grant usage on schema proof to ledger_command, ledger_query;

-- When HubSpot itself last confirmed each connection, and when it is asked next. A confirmation moves
-- this row and is no event: one per connection and day would bury the audit trail.
create table proof.connection (
  organization_id text        not null,
  portal_id       bigint      not null,
  generation      integer     not null,
  state           text        not null default 'LIVE' check (state in ('LIVE', 'EXPIRED', 'ENDED')),
  granted_at      timestamptz not null,
  proven_at       timestamptz not null,
  authorizer      text        not null default 'UNKNOWN'
                  check (authorizer in ('UNKNOWN', 'SUPER_ADMIN', 'NOT_SUPER_ADMIN', 'DEACTIVATED')),
  next_at         timestamptz,             -- null: nothing to ask
  failures        integer     not null default 0,
  last_failure    text,                    -- a class of failure, never HubSpot's words
  held_since      timestamptz,             -- found dead, but too many are at once
  uninstalled_at  timestamptz,             -- HubSpot said that the app was removed
  primary key (organization_id, portal_id)
);
create index connection_due on proof.connection (next_at) where next_at is not null;
create index connection_of_portal on proof.connection (portal_id) where state <> 'ENDED';
create index connection_held on proof.connection (held_since) where held_since is not null;

-- Connections from before this table: the grant was the last proof, and a day is enough for all.
insert into proof.connection (organization_id, portal_id, generation, granted_at, proven_at, next_at)
select organization_id, portal_id, generation, created_at, created_at,
       clock_timestamp() + random() * interval '1 day'
  from command.credential
 where status = 'ACTIVE';

grant select, insert, update on proof.connection to ledger_command;
grant select (organization_id, portal_id, generation, proven_at, authorizer) on proof.connection to ledger_query;
