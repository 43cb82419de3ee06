-- Imports that were taken back.
alter table import_run add column undone_at bigint not null default 0;
