-- Money: what is planned, expected and was paid or earned, month by month; what
-- a day of work costs; what one currency is in another.

create table money_line (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  basis text not null,
  sort text not null,
  label text not null,
  month text not null,
  amount bigint not null,
  currency text not null,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index money_line_one on money_line (workspace_id, record_id, basis, sort, label, month);
create index money_line_product on money_line (workspace_id, product_id, month);
{{tenant money_line}}

create table day_rate (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  from_on text not null,
  amount bigint not null,
  currency text not null,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index day_rate_one on day_rate (workspace_id, record_id, from_on);
{{tenant day_rate}}

create table exchange_rate (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  from_currency text not null,
  to_currency text not null,
  noted_on text not null,
  rate double precision not null,
  source text not null,
  primary key (workspace_id, id)
);
create unique index exchange_rate_one on exchange_rate (workspace_id, from_currency, to_currency, noted_on);
{{tenant exchange_rate}}
