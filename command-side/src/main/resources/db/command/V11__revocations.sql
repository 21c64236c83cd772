-- Grants that HubSpot has yet to end. Filled in the transaction that ended them here.
create table command.revocation (
  credential_id   uuid        primary key,
  organization_id text        not null,
  portal_id       bigint,               -- null: the grant was never taken
  generation      integer,
  reason          text        not null
                  check (reason in ('ENDED', 'SUPERSEDED', 'NOT_TAKEN')),
  status          text        not null default 'PENDING'
                  check (status in ('PENDING', 'CONFIRMED', 'SHARED')),
  attempts        integer     not null default 0,
  next_at         timestamptz not null default clock_timestamp(),
  last_failure    text,                 -- a class of failure, never HubSpot's words
  created_at      timestamptz not null default clock_timestamp(),
  finished_at     timestamptz
);

create index revocation_pending on command.revocation (next_at) where status = 'PENDING';

grant select, insert, update on command.revocation to ledger_command;

-- db-scheduler's own table.
create table command.scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  state                text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on command.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on command.scheduled_tasks (last_heartbeat);

grant select, insert, update, delete on command.scheduled_tasks to ledger_command;
