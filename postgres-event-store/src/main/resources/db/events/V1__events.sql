-- Who may do what is decided here, not in the application. The roles exist before (see the standalone's
-- or the deployment's bootstrap).
grant usage on schema events to ledger_command, ledger_query;

create table events.domain_event_entry (
  global_index         bigint generated always as identity (cache 1) primary key,
  aggregate_identifier text   not null,
  sequence_number      bigint not null,
  type                 text,
  event_identifier     text   not null unique,
  meta_data            bytea  not null, -- a null stops every reader
  payload              bytea  not null,
  payload_revision     text,
  payload_type         text   not null,
  time_stamp           text   not null,
  unique (aggregate_identifier, sequence_number)
);

create table events.snapshot_event_entry (
  aggregate_identifier text   not null,
  sequence_number      bigint not null,
  type                 text   not null,
  event_identifier     text   not null unique,
  meta_data            bytea  not null,
  payload              bytea  not null,
  payload_revision     text,
  payload_type         text   not null,
  time_stamp           text   not null,
  primary key (aggregate_identifier, sequence_number)
);

create table events.token_entry (
  processor_name text    not null,
  segment        integer not null,
  token          bytea,
  token_type     text,
  timestamp      text,
  owner          text,
  primary key (processor_name, segment)
) with (fillfactor = 50);

create table events.dead_letter_entry (
  dead_letter_identifier text   not null primary key,
  processing_group       text   not null,
  sequence_identifier    text   not null,
  sequence_index         bigint not null,
  message_type           text   not null,
  event_identifier       text   not null,
  time_stamp             text   not null,
  payload_type           text   not null,
  payload_revision       text,
  payload                bytea  not null,
  meta_data              bytea,
  type                   text,
  aggregate_identifier   text,
  sequence_number        bigint,
  token_type             text,
  token                  bytea,
  enqueued_at            text   not null,
  last_touched           text,
  processing_started     text,
  cause_type             text,
  cause_message          text,
  diagnostics            bytea,
  unique (processing_group, sequence_identifier, sequence_index)
);

-- Recorded history is never rewritten, not even by its owner by mistake.
create function events.refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'recorded events are never changed: % on %', tg_op, tg_table_name;
end $$;

create trigger domain_event_entry_is_append_only
  before update or delete or truncate on events.domain_event_entry
  for each statement execute function events.refuse_rewrite();

grant select, insert on events.domain_event_entry to ledger_command;
grant select on events.domain_event_entry to ledger_query;
grant select, insert, update, delete on events.snapshot_event_entry to ledger_command;
grant select, insert, update, delete on events.token_entry, events.dead_letter_entry
  to ledger_command, ledger_query;
