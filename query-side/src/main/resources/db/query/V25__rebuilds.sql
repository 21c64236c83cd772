-- A read model read anew from all events into tables beside the live ones: to take their place, or to compare them.
create table replay.rebuild (
  number       integer     not null generated always as identity primary key,
  read_model   text        not null,
  kind         text        not null check (kind in ('REBUILD', 'CHECK')),
  force        boolean     not null default false,
  requested_at timestamptz not null default clock_timestamp(),
  state        text        not null default 'QUEUED'
                 check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  phase        text        not null default 'READING' check (phase in ('READING', 'INDEXING', 'SWITCHING', 'COMPARING')),
  owner        text,
  claimed_until timestamptz,
  started_at   timestamptz,
  ended_at     timestamptz,
  position     bigint      not null default 0,
  head         bigint,
  working_ms   bigint      not null default 0,
  compared_at  bigint,
  differing    bigint,
  failure      text,
  has_tables   boolean     not null default false
);
-- One of a kind at a time: whoever asks meanwhile gets that one.
create unique index rebuild_open on replay.rebuild (read_model, kind) where state in ('QUEUED', 'RUNNING');

create table replay.rebuild_parked (
  number   integer not null references replay.rebuild on delete cascade,
  stream   text    not null,
  event_id text    not null,
  cause    text    not null,
  primary key (number, stream)
);

-- What a check found, of each organization.
create table replay.rebuild_difference (
  number          integer not null references replay.rebuild on delete cascade,
  line            integer not null,
  organization_id text,
  table_name      text    not null,
  row_key         text    not null,
  column_name     text,
  replayed        text,
  live            text,
  primary key (number, line)
);
grant select, insert, update, delete on replay.rebuild, replay.rebuild_parked, replay.rebuild_difference to ledger_query;

-- As create_beside, with the primary key only: the other indexes are built when most rows are there.
create function replay.create_bare(prefix text, tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each    text;
  keys    text;
  options text;
begin
  perform replay.check_prefix(prefix);
  foreach each in array tables loop
    execute format('create table replay.%I (like query.%I including all excluding indexes)', prefix || '_' || each, each);
    select pg_get_constraintdef(oid) into strict keys
      from pg_constraint where conrelid = format('query.%I', each)::regclass and contype = 'p';
    execute format('alter table replay.%I add constraint %I %s',
                   prefix || '_' || each, prefix || '_' || each || '_pkey', keys);
    select array_to_string(reloptions, ', ') into options from pg_class where oid = format('query.%I', each)::regclass;
    if options is not null then
      execute format('alter table replay.%I set (%s)', prefix || '_' || each, options);
    end if;
    execute format('grant select, insert, update, delete, truncate, maintain on replay.%I to ledger_query',
                   prefix || '_' || each);
  end loop;
end $$;

create function replay.index_beside(prefix text, tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each  text;
  index record;
begin
  perform replay.check_prefix(prefix);
  foreach each in array tables loop
    for index in
      select c.relname, pg_get_indexdef(i.indexrelid) as definition
        from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = format('query.%I', each)::regclass and not i.indisprimary
         and not exists (select from pg_class there join pg_namespace n on n.oid = there.relnamespace
                          where n.nspname = 'replay' and there.relname = prefix || '_' || c.relname)
    loop
      execute regexp_replace(index.definition, '^(CREATE (UNIQUE )?INDEX) \S+ ON \S+ ',
                             format('\1 %I ON replay.%I ', prefix || '_' || index.relname, prefix || '_' || each));
    end loop;
  end loop;
end $$;

-- Nobody writes into the live tables until the transaction is over; who reads goes on reading.
create function replay.lock_live(tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each text;
begin
  foreach each in array tables loop
    execute format('lock table query.%I in exclusive mode', each);
  end loop;
end $$;

-- The tables beside take the names, the indexes' names and the rights of the live ones, which are dropped.
create function replay.switch_to(prefix text, tables text[]) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  each   text;
  beside text;
  acl    aclitem[];
  names  text[];
  name   text;
  key    text;
  item   record;
begin
  perform replay.check_prefix(prefix);
  foreach each in array tables loop
    beside := prefix || '_' || each;
    select relacl into acl from pg_class where oid = format('query.%I', each)::regclass;
    select coalesce(array_agg(c.relname::text), '{}') into names
      from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = format('query.%I', each)::regclass and not i.indisprimary;
    select conname into strict key from pg_constraint
      where conrelid = format('query.%I', each)::regclass and contype = 'p';
    execute format('drop table query.%I', each);
    execute format('alter table replay.%I rename constraint %I to %I', beside, beside || '_pkey', key);
    foreach name in array names loop
      execute format('alter index replay.%I rename to %I', prefix || '_' || name, name);
    end loop;
    execute format('alter table replay.%I set schema query', beside);
    execute format('alter table query.%I rename to %I', beside, each);
    execute format('revoke all on query.%I from ledger_query', each);
    for item in select privilege_type, grantee::regrole as grantee from aclexplode(acl) where grantee <> 0 loop
      execute format('grant %s on query.%I to %s', item.privilege_type, each, item.grantee);
    end loop;
  end loop;
end $$;

revoke execute on function replay.create_bare(text, text[]), replay.index_beside(text, text[]),
  replay.lock_live(text[]), replay.switch_to(text, text[]) from public;
grant execute on function replay.create_bare(text, text[]), replay.index_beside(text, text[]),
  replay.lock_live(text[]), replay.switch_to(text, text[]) to ledger_query;
