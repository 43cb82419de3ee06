-- What an audience is shown of the roadmap, and the links by which it is opened.

create table cut (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  title text not null,
  intro text not null default '',
  audience text not null,
  products text not null default '[]',
  query text not null default '',
  form text not null,
  fields text not null default '[]',
  group_by text not null default '',
  dates text not null,
  later_day boolean not null default false,
  names text not null default '[]',
  download boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id)
);
create index cut_product on cut (workspace_id, product_id);
{{tenant cut}}

create table share (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  cut_id text not null,
  label text not null,
  expires_on text,
  sites text not null default '[]',
  linked_at bigint not null default 0,
  locked_at bigint not null default 0,
  revoked_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id),
  foreign key (workspace_id, cut_id) references cut (workspace_id, id)
);
create index share_cut on share (workspace_id, cut_id);
{{tenant share}}

-- How often a share was opened, by day and by form. No reader is in it. It
-- stands outside of the workspaces with the secrets, whose backup it shares.
create table share_opening (
  workspace_id text not null references workspace (id),
  share_id text not null,
  day_on text not null,
  form text not null,
  count bigint not null,
  last_at bigint not null,
  primary key (workspace_id, share_id, day_on, form)
);

-- Asked before it is known in which workspace somebody reads, so it stands
-- outside of them. Only hashes are here. Rows of earlier links stay: which one
-- opens, the share's linked_at says.
create table share_secret (
  hash text primary key,
  workspace_id text not null references workspace (id),
  share_id text not null,
  linked_at bigint not null
);
create index share_secret_of on share_secret (workspace_id, share_id);

create table share_password (
  workspace_id text not null references workspace (id),
  share_id text not null,
  locked_at bigint not null,
  hash text not null,
  primary key (workspace_id, share_id, locked_at)
);

-- What a browser shows that told the password, for some hours.
create table share_pass (
  hash text primary key,
  workspace_id text not null references workspace (id),
  share_id text not null,
  locked_at bigint not null,
  expires_at bigint not null
);
create index share_pass_end on share_pass (expires_at);
