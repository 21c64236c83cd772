-- How far events that Axon Server keeps were copied into events.event; -1 where events are recorded here.
create table events.copied (
  one_row          boolean not null primary key default true check (one_row),
  token            bigint  not null,
  event_identifier text
) with (fillfactor = 50);
insert into events.copied values (true, -1, null);

grant select on events.copied to ledger_command, ledger_query;
grant update (token, event_identifier) on events.copied to ledger_command;
