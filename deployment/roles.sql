-- Who exists in the database: the owner of the schemas, one group for each side, one login for each kind of process.
-- Run once by psql as the superuser, when the data directory is made.
\set owner `cat /run/secrets/ledger_owner_password`
\set command_side `cat /run/secrets/ledger_command_side_password`
\set query_side `cat /run/secrets/ledger_query_side_password`
\set signing `cat /run/secrets/ledger_signing_password`

create role ledger_command nologin;
create role ledger_query nologin;
create role ledger_signer nologin;
create role ledger_retention nologin;

create role ledger_owner login password :'owner';
create role ledger_command_side login password :'command_side' in role ledger_command;
create role ledger_query_side login password :'query_side' in role ledger_query;
-- The one that may add checkpoints.
create role ledger_signing login password :'signing' in role ledger_signer;
-- Only for as long as it drops old bodies, and by name: that is an operator's to order.
grant ledger_retention to ledger_command_side with inherit false, set true;

create database ledger owner ledger_owner;
revoke all on database ledger from public;
grant connect on database ledger to ledger_command, ledger_query, ledger_signer, ledger_retention;
