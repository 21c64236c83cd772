-- Retention by sealed segments: bodies of old events are dropped, roots and proofs stay. What may go, and why, is told
-- in docs/retention.md. A side of its own reads here what is to go: the role ledger_retention, which may do nothing else.
do $$
begin
  if to_regrole('ledger_retention') is null then
    raise exception 'the role ledger_retention is missing: see deployment/roles.sql, and create it as the superuser';
  end if;
end $$;

create schema retention;
grant usage on schema retention to ledger_retention;

-- How long bodies are kept; null: for ever. Only the owner sets it, at a start, as ledger.retention.keep says.
create table retention.period (
  one_row boolean  not null primary key default true check (one_row),
  keep    interval check (keep >= interval '30 days')
);
insert into retention.period values (true, null);

-- How many leaves of an organization's tree were gone through.
create table retention.progress (
  organization text   not null primary key,
  leaves       bigint not null
) with (fillfactor = 50);

create function retention.with_length(t text) returns bytea language sql immutable
  return int4send(octet_length(t)) || convert_to(t, 'UTF8');

-- The leaf of an event, as docs/bundle.md has it.
create function retention.leaf(
    event_id text, organization text, aggregate_type text, stream text, sequence bigint, moment timestamptz, kind text,
    revision text, payload_hash bytea, metadata_hash bytea) returns bytea language sql stable
  return sha256('\x00'::bytea || convert_to('clv1', 'UTF8')
    || retention.with_length(event_id) || retention.with_length(organization)
    || retention.with_length(coalesce(aggregate_type, '')) || retention.with_length(stream) || int8send(sequence)
    || retention.with_length(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || retention.with_length(kind) || retention.with_length(coalesce(revision, '')) || payload_hash || metadata_hash);

-- What was dropped, or could be. Without a refusal: all that could go in the segments up to the one before up_to.
create type retention.dropping as (
  refusal text,        -- OFF, HELD, NOT_SEALED, NOT_AS_SEALED, CHANGED
  why     text,        -- the reasons of holds, the first leaf that is not as it was sealed
  keep    text,        -- ISO 8601
  before  timestamptz,
  up_to   bigint,      -- so many leaves were gone through before, and now
  bodies  bigint,
  firsts  bigint[],    -- their leaves, in runs: from, to
  lasts   bigint[]
);

-- The one way in which bodies are dropped. Of whole streams only that are over, whose last event is in a segment of 256
-- leaves that a signed checkpoint covers and of which every event is older than the period; at most 16 segments at a
-- time, since readers wait for whoever writes. Looks only, if nothing was agreed on; else it does what was agreed on or
-- nothing.
create function retention.drop_bodies(of_organization text, agreed_up_to bigint, agreed_bodies bigint)
  returns retention.dropping language plpgsql security definer
  set search_path = pg_catalog, pg_temp set intervalstyle = 'iso_8601' as $$
declare
  segment  constant int := 256;
  at_once  constant int := 16 * segment;
  -- A stream whose last event is one of these is over: nothing will follow, and nobody decides on it.
  ends     constant text[] := array[
    'lease.access-leased', 'lease.write-refused', 'disclosure.records-exported', 'disclosure.records-read',
    'invitation.used', 'invitation.withdrawn', 'invitation.expired', 'authorization.refused', 'authorization.denied',
    'authorization.failed', 'authorization.abandoned', 'dev.portalledger.events.authorization.AuthorizationRefused',
    'dev.portalledger.events.authorization.AuthorizationDenied',
    'dev.portalledger.events.authorization.AuthorizationFailed',
    'dev.portalledger.events.authorization.AuthorizationAbandoned'];
  kinds    constant text[] := ends || array[
    'invitation.issued', 'authorization.started', 'authorization.invitation-accepted',
    'dev.portalledger.events.authorization.AuthorizationStarted'];
  answer   retention.dropping;
  cutoff   timestamptz;
  done     bigint;
  till     bigint;
  streams  text[];
  leaves   bigint[];
begin
  select period.keep::text, date_trunc('day', clock_timestamp() - period.keep, 'UTC')
    into answer.keep, cutoff from retention.period;
  if answer.keep is null then
    answer.refusal := 'OFF';
    return answer;
  end if;
  answer.before := cutoff;

  if agreed_bodies is not null then
    insert into retention.progress values (of_organization, 0) on conflict do nothing;
    perform from retention.progress where organization = of_organization for update;
  end if;
  done := coalesce((select progress.leaves from retention.progress where organization = of_organization), 0);
  answer.up_to := done;

  -- The query side makes the one, and events that stand elsewhere have no other.
  if to_regclass('sealing.refusal') is null or to_regclass('events.event') is null then
    answer.refusal := 'NOT_SEALED';
    return answer;
  end if;
  if exists (select from sealing.refusal where organization = of_organization) then
    answer.refusal := 'NOT_SEALED';
    return answer;
  end if;

  -- Whom a hold protects, the ledger says; what could matter to the case stands anywhere, so all of it is held.
  select string_agg(distinct last.reason, ', ') into answer.why
    from (select distinct on (e.aggregate_identifier) e.payload_type,
                 convert_from(e.payload, 'UTF8')::jsonb ->> 'reason' as reason
            from subject.known_to as known
            join events.event as e
              on e.aggregate_identifier = 'subject-' || known.subject_id || '-of-' || known.organization_id
           where known.organization_id = of_organization
             and e.payload_type in ('subject.legal-hold-placed', 'subject.legal-hold-lifted')
           order by e.aggregate_identifier, e.sequence_number desc) as last
   where last.payload_type = 'subject.legal-hold-placed';
  if answer.why is not null then
    answer.refusal := 'HELD';
    return answer;
  end if;

  till := least(done + at_once, agreed_up_to, coalesce(
    (select size from sealing.checkpoint where organization = of_organization order by epoch desc, size desc limit 1), 0));
  -- Lateral joins say how to read, whatever the planner believes of the tables' sizes: leaf by leaf, by the indexes.
  till := least(till, (
    select min(wanted.index)
      from generate_series(done, till - 1) as wanted (index)
     cross join lateral (select position from sealing.leaf
                          where organization = of_organization and leaf.index = wanted.index limit 1) as leaf
     cross join lateral (select txid, global_index from events.event_position
                          where event_position.position = leaf.position limit 1) as place
     cross join lateral (select time_stamp from events.event as e
                          where e.txid = place.txid and e.global_index = place.global_index limit 1) as e
     where e.time_stamp >= cutoff));
  till := greatest(done, till - till % segment);

  select min(wanted.index) filter (where leaf.hash is null or leaf.hash is distinct from e.leaf),
         coalesce(array_agg(e.stream) filter (where e.is_over), '{}')
    into answer.why, streams
    from generate_series(done, till - 1) as wanted (index)
    left join lateral (select position, hash from sealing.leaf
                        where organization = of_organization and leaf.index = wanted.index limit 1) as leaf on true
    left join lateral (select txid, global_index from events.event_position
                        where event_position.position = leaf.position limit 1) as place on true
    left join lateral (
         select last.aggregate_identifier as stream,
                retention.leaf(last.event_identifier, coalesce(last.tenant, ''), last.type, last.aggregate_identifier,
                  last.sequence_number, last.time_stamp, last.payload_type, last.payload_revision,
                  coalesce(last.payload_hash, sha256(last.payload)),
                  coalesce(last.meta_data_hash, sha256(last.meta_data))) as leaf,
                last.payload_type = any(ends) and last.dropped_at is null
                  and not exists (
                      select from events.event as other
                       where other.aggregate_identifier = last.aggregate_identifier
                         and (other.sequence_number > last.sequence_number or other.tenant is distinct from of_organization
                              or other.payload_type <> all(kinds) or other.time_stamp >= cutoff)) as is_over
           from events.event as last
          where last.txid = place.txid and last.global_index = place.global_index limit 1) as e on true;
  -- Whoever changed an event shall be found out: nothing of what is not as it was sealed is touched.
  if answer.why is not null then
    answer.refusal := 'NOT_AS_SEALED';
    return answer;
  end if;

  select coalesce(array_agg(leaf.index order by leaf.index), '{}') into leaves
    from unnest(streams) as over (stream)
   cross join lateral (select event_identifier from events.event
                        where aggregate_identifier = over.stream and dropped_at is null offset 0) as e
   cross join lateral (select leaf.index from sealing.leaf
                        where organization = of_organization and event_id = e.event_identifier limit 1) as leaf;

  answer.up_to := till;
  answer.bodies := cardinality(leaves);
  select coalesce(array_agg(first order by first), '{}'), coalesce(array_agg(last order by first), '{}')
    into answer.firsts, answer.lasts
    from (select min(leaf) as first, max(leaf) as last
            from (select leaf, leaf - row_number() over (order by leaf) as run from unnest(leaves) as leaf) as placed
           group by run) as runs;
  if agreed_bodies is null then
    return answer;
  end if;

  if agreed_up_to is distinct from till or agreed_bodies <> answer.bodies or till = done then
    answer.refusal := 'CHANGED';
    return answer;
  end if;
  if events.drop_bodies(streams) <> answer.bodies then
    raise exception 'other bodies than those found in % would have been dropped', of_organization;
  end if;
  -- The same stands beside the ledger once more.
  delete from command.attempt
   where attempt_id = any(select substr(stream, 9) from unnest(streams) as stream where starts_with(stream, 'attempt-'));
  delete from invitation.visit
   where invitation_id = any(
         select substr(stream, 12) from unnest(streams) as stream where starts_with(stream, 'invitation-'))
      or attempt_id = any(select substr(stream, 9) from unnest(streams) as stream where starts_with(stream, 'attempt-'));
  delete from invitation.invitation
   where invitation_id = any(
         select substr(stream, 12) from unnest(streams) as stream where starts_with(stream, 'invitation-'));
  update retention.progress set leaves = till where organization = of_organization;
  return answer;
end $$;
revoke execute on function retention.drop_bodies(text, bigint, bigint) from public;
grant execute on function retention.drop_bodies(text, bigint, bigint) to ledger_retention;
