-- What a next version might bring: a table, a column that has a default, and a right.
create table command.newer (id text primary key);
alter table command.revocation add column newer text not null default 'newer';
grant select, insert on command.newer to ledger_command;
