-- People and how they come in.

create table workspace_setting (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  zone text not null,
  primary key (workspace_id, id)
);
{{tenant workspace_setting}}

create table invitation (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  email text not null,
  role text not null,
  grants text not null default '[]',
  member_id text,
  expires_at bigint not null,
  state text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index invitation_open on invitation (workspace_id, email) where state = 'open';
{{tenant invitation}}

create table token (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  member_id text not null,
  scopes text not null default '[]',
  products text not null default '[]',
  expires_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create index token_member on token (workspace_id, member_id);
{{tenant token}}

-- What follows is asked before it is known in which workspace somebody is, so
-- it stands outside of them. Secrets are only here, and only as hashes.

create table login_member (
  login_id text not null references login (id),
  workspace_id text not null references workspace (id),
  member_id text not null,
  active boolean not null default true,
  primary key (login_id, workspace_id)
);
create unique index login_member_member on login_member (workspace_id, member_id);

create table invitation_secret (
  hash text primary key,
  workspace_id text not null references workspace (id),
  invitation_id text not null
);
create index invitation_secret_of on invitation_secret (workspace_id, invitation_id);

create table token_secret (
  hash text primary key,
  workspace_id text not null references workspace (id),
  token_id text not null,
  member_id text not null,
  used_at bigint not null default 0
);
create index token_secret_of on token_secret (workspace_id, token_id);

create table setup (
  hash text primary key,
  made_at bigint not null
);

create table login_reset (
  hash text primary key,
  login_id text not null references login (id) on delete cascade,
  expires_at bigint not null
);
create index login_reset_of on login_reset (login_id);

create index session_end on session (expires_at);

-- Who came in, or tried to. Rows are only ever added.
create table audit (
  id text primary key,
  at bigint not null,
  event text not null,
  result text not null,
  login_id text,
  workspace_id text,
  address text not null,
  agent text not null,
  request text not null
);
create index audit_login on audit (login_id, id);

{{postgres
do $$
begin
  revoke update, delete on audit from throughline_app;
exception when undefined_object or insufficient_privilege then null;
end $$;
}}

-- What the question "are you ready?" writes, to see that writing works.
create table heartbeat (
  name text primary key,
  at bigint not null
);
