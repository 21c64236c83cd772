-- A table of events that is read in the order of commits, and the positions that a sequencer gives them.

-- Readers know events by position from here on; they begin anew, and find again what was parked.
delete from events.token_entry;
delete from events.dead_letter_entry;
drop table events.snapshot_event_entry;

alter table events.domain_event_entry rename to event;
alter trigger domain_event_entry_is_append_only on events.event rename to event_is_append_only;

-- Which transaction recorded the event. Rows of transactions below the snapshot horizon get no new predecessor,
-- so (txid, global_index) is an order in which nothing ever appears behind a reader. The number added to the
-- transaction's id is for databases restored from a dump, see afterMigrate.sql.
alter table events.event
  add column txid   bigint not null default (pg_current_xact_id()::text::bigint + 0),
  add column tenant text,
  alter column time_stamp type timestamptz using time_stamp::timestamptz,
  drop constraint domain_event_entry_pkey,
  drop constraint domain_event_entry_event_identifier_key,
  add constraint event_in_commit_order primary key (txid, global_index);
alter table events.event
  rename constraint domain_event_entry_aggregate_identifier_sequence_number_key to event_one_per_place_in_its_stream;

-- Who records an event says neither its number nor its transaction: the database does.
revoke insert on events.event from ledger_command;
grant insert (aggregate_identifier, sequence_number, type, event_identifier, time_stamp, payload_type, payload_revision,
              meta_data, payload, tenant) on events.event to ledger_command;

-- An event's place among all committed events: 1, 2, 3 … without a hole. It follows from the rows of events.event
-- alone, so that losing a few in a crash and giving them again gives the same ones.
create table events.event_position (
  position     bigint      not null primary key,
  txid         bigint      not null,
  global_index bigint      not null,
  sequenced_at timestamptz not null
);

create trigger event_position_is_append_only
  before update or delete or truncate on events.event_position
  for each statement execute function events.refuse_rewrite();

-- How far the sequencer has come, and what is added to transaction ids in this cluster.
create table events.sequencer (
  one_row      boolean     not null primary key default true check (one_row),
  position     bigint      not null,
  txid         bigint      not null,
  global_index bigint      not null,
  sequenced_at timestamptz not null,
  txid_offset  bigint      not null,
  cluster      bigint      not null
) with (fillfactor = 50);
insert into events.sequencer
  select true, 0, 0, 0, clock_timestamp(), 0, system_identifier from pg_control_system();

-- What the events of a long stream add up to; may be dropped at any time, reading all events gives the same.
create table events.snapshot (
  aggregate_identifier text        not null primary key,
  sequence_number      bigint      not null,
  type                 text,
  event_identifier     text        not null,
  time_stamp           timestamptz not null,
  payload_type         text        not null,
  payload_revision     text,
  meta_data            bytea       not null,
  payload              bytea       not null
);

grant select on events.event_position, events.sequencer to ledger_command, ledger_query;
grant insert on events.event_position to ledger_command;
grant update (position, txid, global_index, sequenced_at) on events.sequencer to ledger_command;
grant select, insert, update, delete on events.snapshot to ledger_command;
grant select on events.snapshot to ledger_query;
