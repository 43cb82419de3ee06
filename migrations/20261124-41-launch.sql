-- Launches: how releases reach the market, by department.

create table launch (
  workspace_id text not null,
  id text not null,
  tier bigint not null default 2,
  launch_on text,
  launched_on text,
  review_on text,
  pricing text not null default '',
  pricing_link text not null default '',
  ruling text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
create index launch_day on launch (workspace_id, launch_on);
{{tenant launch}}

create table launch_task (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  department text not null,
  title text not null,
  note text not null default '',
  owner_id text,
  due_offset bigint not null default 0,
  due_on text,
  days bigint not null default 1,
  after_ids text not null default '[]',
  state text not null,
  reason text not null default '',
  produces text not null default '',
  link text not null default '',
  file_id text,
  done_at bigint not null default 0,
  done_by text,
  template text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index launch_task_of on launch_task (workspace_id, record_id);
create index launch_task_owner on launch_task (workspace_id, owner_id, state);
{{tenant launch_task}}

create table launch_template (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  tier bigint not null,
  tasks text not null default '[]',
  primary key (workspace_id, id)
);
create unique index launch_template_one on launch_template (workspace_id, tier);
{{tenant launch_template}}

create table enablement (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  audience text not null,
  say text not null default '',
  changed text not null default '',
  whom text not null default '',
  answers text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index enablement_one on enablement (workspace_id, record_id, audience);
{{tenant enablement}}

create table announcement (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  channel text not null,
  title text not null,
  words text not null default '',
  edition bigint not null default 1,
  state text not null,
  approver_id text,
  note text not null default '',
  reason text not null default '',
  asked_at bigint not null default 0,
  answered_at bigint not null default 0,
  approved_edition bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index announcement_of on announcement (workspace_id, record_id);
create index announcement_asked on announcement (workspace_id, approver_id, state);
{{tenant announcement}}

create table announcement_version (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  announcement_id text not null,
  edition bigint not null,
  title text not null,
  words text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index announcement_version_one on announcement_version (workspace_id, announcement_id, edition);
{{tenant announcement_version}}

create table launch_gate (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  number bigint not null,
  note text not null default '',
  need_by text,
  answers text not null default '[]',
  state text not null,
  ruling text not null default '',
  why text not null default '',
  despite text not null default '',
  decision_id text,
  decided_at bigint not null default 0,
  decided_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index launch_gate_one on launch_gate (workspace_id, record_id, number);
create index launch_gate_open on launch_gate (workspace_id, state);
{{tenant launch_gate}}

create table launch_review (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  held_on text not null,
  well text not null default '',
  less text not null default '',
  bets text not null default '[]',
  follow_ups text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index launch_review_of on launch_review (workspace_id, record_id, held_on);
{{tenant launch_review}}
