-- A database restored from a dump counts its transactions from the beginning, and its new events would sort before
-- the old ones. Run by the owner at every start, before any event is recorded: in a cluster that is not the one of
-- before, transaction numbers go on behind the highest one recorded.
do $$
declare
  here    constant bigint := (select system_identifier from pg_control_system());
  highest constant bigint := (select coalesce(max(txid), 0) from events.event);
  next    constant bigint := (select pg_current_xact_id()::text::bigint);
  added   bigint;
begin
  select txid_offset into added from events.sequencer where cluster <> here for update;
  if not found then
    return;
  end if;
  if next + added <= highest then
    added := highest;
    execute format(
      'alter table events.event alter column txid set default (pg_current_xact_id()::text::bigint + %s)', added);
  end if;
  update events.sequencer set txid_offset = added, cluster = here;
end $$;
