-- A metric's definition in full (its version, a worked example, the template
-- that it was made from), where its target line begins, and what tells when it
-- leaves the ground that it should keep.

alter table metric add column definition_version bigint not null default 1;
alter table metric add column example text not null default '';
alter table metric add column template text not null default '';
alter table metric add column baseline double precision;
alter table metric add column baseline_on text;

create table metric_alert (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  side text not null,
  bound double precision not null default 0,
  crossed_at bigint not null default 0,
  value double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references metric (workspace_id, id)
);
create index metric_alert_of on metric_alert (workspace_id, record_id);
{{tenant metric_alert}}
