-- Sign-in sessions, so that any node serves any browser. Spring Session's tables, under our names.
create schema if not exists web;
grant usage on schema web to ledger_query;

create table web.session (
  primary_id            char(36) not null primary key,
  session_id            char(36) not null,
  creation_time         bigint   not null,
  last_access_time      bigint   not null,
  max_inactive_interval integer  not null,
  expiry_time           bigint   not null,
  principal_name        varchar(100)
);
create unique index session_by_id on web.session (session_id);
create index session_by_expiry on web.session (expiry_time);
create index session_by_principal on web.session (principal_name);

-- Spring Session appends _attributes to the name of its table.
create table web.session_attributes (
  session_primary_id char(36)     not null references web.session (primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea        not null,
  primary key (session_primary_id, attribute_name)
);

grant select, insert, update, delete on all tables in schema web to ledger_query;
