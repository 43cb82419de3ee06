-- The spine: workspaces, people, rights, records, ledger.
-- Times are microseconds since 1970 in UTC (…_at); days are text (…_on).

{{postgres
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'throughline_app') then
    create role throughline_app nologin;
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then null;
end $$;
do $$
begin
  execute format('grant usage on schema %I to throughline_app', current_schema());
  execute format('alter default privileges in schema %I grant select, insert, update, delete on tables to throughline_app', current_schema());
  execute format('grant select on %I.migration to throughline_app', current_schema());
  if not pg_has_role(current_user, 'throughline_app', 'member') then
    execute format('grant throughline_app to %I', current_user);
  end if;
exception when undefined_object or insufficient_privilege then null;
end $$;
}}

create table workspace (
  id text primary key,
  slug text not null unique,
  name text not null,
  prefix text not null,
  zone text not null,
  created_at bigint not null,
  seq bigint not null default 0,
  access_seq bigint not null default 0,
  next_num bigint not null default 1
);

create table login (
  id text primary key,
  email text not null unique,
  name text not null,
  password text not null,
  disabled boolean not null default false,
  created_at bigint not null
);

create table session (
  token_hash text primary key,
  id text not null unique,
  login_id text not null references login (id) on delete cascade,
  workspace_id text,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  agent text not null default '',
  address text not null default ''
);
create index session_login on session (login_id);

create table member (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  email text not null,
  handle text not null,
  role text not null,
  status text not null,
  login_id text references login (id),
  zone text not null default '',
  primary key (workspace_id, id)
);
create unique index member_email on member (workspace_id, email) where email <> '';
create unique index member_handle on member (workspace_id, handle) where handle <> '';
create index member_login on member (login_id);
{{tenant member}}

create table record (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  kind text not null,
  key text not null,
  num bigint not null,
  title text not null,
  title_folded text not null,
  body text not null,
  owner_id text,
  state text not null,
  category text not null,
  rank text not null,
  tags text not null default '[]',
  aliases text not null default '[]',
  custom {{json}} not null default '{}',
  created_at bigint not null,
  created_by text,
  updated_at bigint not null,
  archived_at bigint not null default 0,
  version bigint not null,
  primary key (workspace_id, id)
);
create unique index record_key on record (workspace_id, key);
create index record_rank on record (workspace_id, product_id, rank, id);
create index record_kind on record (workspace_id, product_id, kind, rank, id);
create index record_state on record (workspace_id, product_id, state, rank, id);
create index record_updated on record (workspace_id, updated_at);
create index record_owner on record (workspace_id, owner_id, category);
{{tenant record}}

create table record_tag (
  workspace_id text not null,
  record_id text not null,
  tag text not null,
  tag_folded text not null,
  primary key (workspace_id, record_id, tag),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index record_tag_tag on record_tag (workspace_id, tag_folded, record_id);
{{tenant record_tag}}

create table alias (
  workspace_id text not null,
  name text not null,
  record_id text not null,
  primary key (workspace_id, name, record_id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index alias_record on alias (workspace_id, record_id);
{{tenant alias}}

create table product (
  workspace_id text not null,
  id text not null,
  stage text not null,
  visibility text not null,
  vision text not null,
  portfolio_id text,
  currency text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant product}}

create table product_counter (
  workspace_id text not null,
  product_id text not null,
  prefix text not null,
  next_num bigint not null default 1,
  primary key (workspace_id, product_id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create unique index product_counter_prefix on product_counter (workspace_id, prefix);
{{tenant product_counter}}

create table product_workflow (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  kinds text not null,
  states text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create index product_workflow_product on product_workflow (workspace_id, product_id);
{{tenant product_workflow}}

create table member_role (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  role text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create unique index member_role_one on member_role (workspace_id, product_id, member_id, role);
{{tenant member_role}}

create table custom_role (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  base text not null,
  primary key (workspace_id, id)
);
create unique index custom_role_name on custom_role (workspace_id, name);
{{tenant custom_role}}

create table decision_right (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  decision text not null,
  roles text not null,
  every boolean not null,
  heard text not null,
  primary key (workspace_id, id)
);
create unique index decision_right_one on decision_right (workspace_id, coalesce(product_id, ''), decision);
{{tenant decision_right}}

create table proposal (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  operation text not null,
  input text not null,
  decisions text not null,
  preview text not null,
  base text not null,
  reason text not null,
  state text not null,
  agreed text not null,
  decided_by text,
  decided_at bigint not null,
  answer text not null,
  title text not null,
  primary key (workspace_id, id)
);
create index proposal_state on proposal (workspace_id, state, id);
create index proposal_record on proposal (workspace_id, record_id);
{{tenant proposal}}

create table ledger (
  workspace_id text not null references workspace (id),
  seq bigint not null,
  at bigint not null,
  noted_at bigint not null,
  actor_id text,
  behalf_id text,
  through text not null,
  role text not null,
  decision text not null,
  operation text not null,
  request text not null,
  product_id text,
  record_id text,
  entity_id text not null,
  kind text not null,
  act text not null,
  prev bigint not null,
  diff text not null,
  primary key (workspace_id, seq)
){{sqlite  without rowid}};
create index ledger_record on ledger (workspace_id, record_id, seq);
create index ledger_request on ledger (workspace_id, request);
create index ledger_at on ledger (workspace_id, at);
{{tenant ledger}}

create table follower (
  workspace_id text not null,
  name text not null,
  seq bigint not null,
  primary key (workspace_id, name)
);
{{tenant follower}}

create table idempotency (
  workspace_id text not null,
  member_id text not null,
  name text not null,
  hash text not null,
  status bigint not null,
  answer text not null,
  at bigint not null,
  primary key (workspace_id, member_id, name)
);
create index idempotency_at on idempotency (at);
{{tenant idempotency}}
