grant usage on schema subject to ledger_command, ledger_query;

-- Personal data behind the random ids that events carry. Erasing a row's contents leaves the events as
-- they are.
create table subject.subject (
  subject_id text primary key,
  kind       text not null check (kind in ('MEMBER', 'AUTHORIZER', 'SERVICE')),
  lookup     bytea unique, -- HMAC of kind, issuer and account; null once erased
  name_ct    bytea,
  email_ct   bytea,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  erased_at  timestamptz
);

grant select, insert, update on subject.subject to ledger_command;
grant select on subject.subject to ledger_query;
