-- Roles and growth: what the two jobs answer for and who carries it, skills and
-- ladders, who leads whom, vacancies; and what only few may read.

create table responsibility (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  job text not null,
  title text not null,
  about text not null default '',
  decisions text not null default '[]',
  gone boolean not null default false,
  primary key (workspace_id, id)
);
create unique index responsibility_one on responsibility (workspace_id, name);
{{tenant responsibility}}

create table carrier (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  member_id text not null,
  letters text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index carrier_one on carrier (workspace_id, product_id, name, member_id);
{{tenant carrier}}

create table skill (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  job text not null,
  title text not null,
  about text not null default '',
  question text not null default '',
  levels text not null default '[]',
  gone boolean not null default false,
  primary key (workspace_id, id)
);
create unique index skill_one on skill (workspace_id, name);
{{tenant skill}}

create table ladder_step (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  job text not null,
  title text not null,
  about text not null default '',
  place bigint not null default 0,
  expects text not null default '{}',
  gone boolean not null default false,
  primary key (workspace_id, id)
);
create unique index ladder_step_one on ladder_step (workspace_id, name);
{{tenant ladder_step}}

create table growth_lead (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  lead_id text not null,
  agreed_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, lead_id) references member (workspace_id, id)
);
create unique index growth_lead_one on growth_lead (workspace_id, member_id);
{{tenant growth_lead}}

create table vacancy (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  title text not null,
  step text not null,
  state text not null,
  description text not null default '',
  lead_id text not null,
  interviewers text not null default '[]',
  asks text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  foreign key (workspace_id, lead_id) references member (workspace_id, id)
);
create index vacancy_of on vacancy (workspace_id, product_id, created_at, id);
{{tenant vacancy}}

-- Assessments, growth goals, candidates and scorecards. They are in no ledger:
-- only those whom they concern may read them, and they can be removed for good.
-- Like the other tables that a backup holds row by row it is behind no row-level
-- security: a backup reads over all workspaces.
create table confidential (
  workspace_id text not null,
  id text not null,
  sort text not null,
  subject_id text not null,
  by_id text not null,
  at bigint not null,
  data text not null,
  primary key (workspace_id, id)
);
create index confidential_of on confidential (workspace_id, sort, subject_id, at, id);
