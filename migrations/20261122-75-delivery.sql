-- Sprints: what the goal serves, capacity, what was agreed on, how it came out.
alter table sprint add column objective_id text;
alter table sprint add column key_result text not null default '';
alter table sprint add column focus double precision;
alter table sprint add column committed text not null default '[]';
alter table sprint add column planned_capacity double precision;
alter table sprint add column carried text not null default '[]';
alter table sprint add column demo text not null default '[]';
alter table sprint add column goal_met text not null default '';
alter table sprint add column outcome text not null default '';

-- Who works on a sprint, and with how much of their time.
create table sprint_member (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  share double precision not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references sprint (workspace_id, id)
);
create unique index sprint_member_one on sprint_member (workspace_id, record_id, member_id);
{{tenant sprint_member}}

-- Days on which somebody is away; without a member, everybody.
create table absence (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text,
  from_on text not null,
  until_on text not null,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index absence_days on absence (workspace_id, record_id, until_on);
{{tenant absence}}

-- How a product's sprints usually go.
create table sprint_rule (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  focus double precision not null,
  begun text not null,
  fresh text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index sprint_rule_one on sprint_rule (workspace_id, record_id);
{{tenant sprint_rule}}

-- What came into a running sprint for what went out.
create table trade (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  came text not null default '[]',
  went text not null default '[]',
  went_to text,
  why text not null default '',
  odds_before double precision,
  odds_after double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references sprint (workspace_id, id)
);
create index trade_sprint on trade (workspace_id, record_id);
{{tenant trade}}

create table standup_note (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  day text not null,
  did text not null default '',
  will text not null default '',
  blocked text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references sprint (workspace_id, id)
);
create unique index standup_note_one on standup_note (workspace_id, record_id, day, member_id);
{{tenant standup_note}}
