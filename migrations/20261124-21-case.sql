-- Business cases: what a thing would cost and bring, period by period, as
-- ranges, with what is assumed.

create table business_case (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  series_id text not null,
  name text not null,
  number bigint not null,
  kept_at bigint not null default 0,
  reason text not null default '',
  currency text not null,
  period text not null,
  from_on text not null,
  rate double precision not null,
  rate_low double precision,
  rate_high double precision,
  assumptions text not null default '[]',
  fixed bigint,
  price bigint,
  variable bigint,
  spend bigint,
  customers double precision,
  arpa bigint,
  margin double precision,
  churn double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index business_case_one on business_case (workspace_id, series_id, number);
create index business_case_record on business_case (workspace_id, record_id);
create index business_case_product on business_case (workspace_id, product_id, kept_at);
{{tenant business_case}}

create table case_line (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  case_id text not null,
  sort text not null,
  label text not null,
  amounts text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index case_line_one on case_line (workspace_id, case_id, sort, label);
{{tenant case_line}}
