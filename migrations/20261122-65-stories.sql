-- Stories that are ready: job stories, scenarios in Gherkin, value and risk, the
-- team's own checklists with their ticks, and questions.
alter table item add column situation text not null default '';
alter table item add column scenarios text not null default '';
alter table item add column business_value bigint;
alter table item add column technical_risk bigint;
alter table item add column exception text not null default '';

create table checklist (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  list text not null,
  mode text not null,
  checks text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create unique index checklist_one on checklist (workspace_id, product_id, list);
{{tenant checklist}}

create table tick (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  list text not null,
  check_id text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index tick_one on tick (workspace_id, record_id, list, check_id);
{{tenant tick}}

create table question (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  question text not null,
  answer text not null default '',
  answered_at bigint not null default 0,
  answered_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index question_record on question (workspace_id, record_id, created_at, id);
create index question_open on question (workspace_id, product_id, created_at, id) where answered_at = 0;
{{tenant question}}
