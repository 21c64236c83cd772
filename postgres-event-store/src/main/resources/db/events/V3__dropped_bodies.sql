-- An event's body may be dropped one day, if a policy elsewhere says so; that the event was recorded, when, in which
-- stream and as what kind, stays for ever, and so do the hashes of its body, which are all that a seal is over.
alter table events.event
  add column payload_hash   bytea,
  add column meta_data_hash bytea,
  add column dropped_at     timestamptz;

-- Whole, or dropped with the hashes left; no whole body is empty. Not valid, so that a long history is not read for it:
-- the columns are new, every row so far is whole.
alter table events.event add constraint event_whole_or_dropped check (
  case when dropped_at is null
       then payload_hash is null and meta_data_hash is null
            and octet_length(payload) > 0 and octet_length(meta_data) > 0
       else octet_length(payload) = 0 and octet_length(meta_data) = 0
            and octet_length(payload_hash) = 32 and octet_length(meta_data_hash) = 32
            and payload_hash is not null and meta_data_hash is not null end) not valid;

drop trigger event_is_append_only on events.event;
create trigger event_is_append_only
  before delete or truncate on events.event
  for each statement execute function events.refuse_rewrite();

-- Only a transaction that says so may change events at all, and then do no more than drop their bodies.
create function events.refuse_update() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('events.dropping_bodies', true), '') <> pg_current_xact_id()::text then
    raise exception 'recorded events are never changed: % on %', tg_op, tg_table_name;
  end if;
  return null;
end $$;

create trigger event_is_never_updated
  before update on events.event
  for each statement execute function events.refuse_update();

create function events.only_drops_its_body() returns trigger language plpgsql as $$
declare
  whole events.event := new;
begin
  whole.payload := old.payload;
  whole.meta_data := old.meta_data;
  whole.payload_hash := null;
  whole.meta_data_hash := null;
  whole.dropped_at := null;
  if whole is distinct from old
     or new.dropped_at is null or new.payload_hash is distinct from sha256(old.payload)
     or new.meta_data_hash is distinct from sha256(old.meta_data) then
    raise exception 'recorded events are never changed: % on %', tg_op, tg_table_name;
  end if;
  return new;
end $$;

create trigger event_only_drops_its_body
  before update on events.event
  for each row execute function events.only_drops_its_body();

-- The bodies of whole streams, and what of them stands beside, parked. The owner's alone: whoever else may have this
-- done is let in by a function that knows why.
create function events.drop_bodies(streams text[]) returns bigint language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  dropped bigint;
begin
  perform set_config('events.dropping_bodies', pg_current_xact_id()::text, true);
  update events.event
     set payload = '', payload_hash = sha256(payload), meta_data = '', meta_data_hash = sha256(meta_data),
         dropped_at = clock_timestamp()
   where aggregate_identifier = any(streams) and dropped_at is null;
  get diagnostics dropped = row_count;
  perform set_config('events.dropping_bodies', '', true);
  delete from events.dead_letter_entry where aggregate_identifier = any(streams);
  delete from events.snapshot where aggregate_identifier = any(streams);
  return dropped;
end $$;
revoke execute on function events.drop_bodies(text[]) from public;
