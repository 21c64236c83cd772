-- History read again, apart from the live views. What a replay found is kept, so it stands outside the schema query,
-- where everything can be dropped and read anew.
create schema replay;
grant usage on schema replay to ledger_query;

create table replay.job (
  replay_id       text        not null primary key,
  number          integer     not null generated always as identity unique,
  organization_id text        not null,
  as_of           timestamptz,
  purpose         text        not null,
  requested_by    text        not null,
  requested_at    timestamptz not null,
  state           text        not null default 'QUEUED'
                    check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  -- Whose turn it is, and until when: who does not come back in time has lost it.
  owner           text,
  claimed_until   timestamptz,
  started_at      timestamptz,
  ended_at        timestamptz,
  end_position    bigint,
  events          bigint,
  done            bigint      not null default 0,
  applied         bigint      not null default 0,
  working_ms      bigint      not null default 0,
  compared_at     bigint,
  differing       bigint,
  failure         text,
  has_tables      boolean     not null default false
);
create index job_of_organization on replay.job (organization_id, requested_at desc);
create index job_open on replay.job (requested_at) where state in ('QUEUED', 'RUNNING');

-- Events that a projection could not take, one of each stream: what comes behind it in the stream is held back with it.
create table replay.parked (
  replay_id  text not null references replay.job on delete cascade,
  read_model text not null,
  stream     text not null,
  event_id   text not null,
  cause      text not null,
  primary key (replay_id, read_model, stream)
);

create table replay.difference (
  replay_id   text    not null references replay.job on delete cascade,
  number      integer not null,
  table_name  text    not null,
  portal_id   bigint,
  row_key     text    not null,
  column_name text,
  replayed    text,
  live        text,
  primary key (replay_id, number)
);

grant select, insert, update, delete on replay.job, replay.parked, replay.difference to ledger_query;

-- Tables like the live ones, beside them. The query side creates and drops no table by itself; it may have these made,
-- under names that are no other table's.
create function replay.check_prefix(prefix text) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if prefix !~ '^[a-z][0-9]{1,12}$' then
    raise exception 'not a prefix of tables beside the live ones: %', prefix;
  end if;
end $$;

create function replay.create_beside(prefix text, tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each text;
begin
  perform replay.check_prefix(prefix);
  foreach each in array tables loop
    execute format('create table replay.%I (like query.%I including all)', prefix || '_' || each, each);
    execute format('grant select, insert, update, delete, truncate, maintain on replay.%I to ledger_query',
                   prefix || '_' || each);
  end loop;
end $$;

create function replay.drop_beside(prefix text) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each text;
begin
  perform replay.check_prefix(prefix);
  for each in select tablename from pg_tables where schemaname = 'replay' and starts_with(tablename, prefix || '_') loop
    execute format('drop table replay.%I', each);
  end loop;
end $$;

revoke execute on function replay.create_beside(text, text[]), replay.drop_beside(text) from public;
grant execute on function replay.create_beside(text, text[]), replay.drop_beside(text) to ledger_query;
