-- Links to code: repositories whose hosting tells of what happens in them, what
-- it told about items, and the deliveries themselves.

create table code_repository (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  host text not null,
  name text not null,
  url text not null default '',
  member_id text not null,
  rules text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index code_repository_name on code_repository (workspace_id, host, name);
{{tenant code_repository}}

create table code_ref (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  repository_id text not null,
  sort text not null,
  name text not null,
  title text not null default '',
  url text not null default '',
  state text not null default '',
  sha text not null default '',
  branch text not null default '',
  author text not null default '',
  happened_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index code_ref_one on code_ref (workspace_id, record_id, repository_id, sort, name);
create index code_ref_sha on code_ref (workspace_id, repository_id, sha);
create index code_ref_branch on code_ref (workspace_id, repository_id, branch);
{{tenant code_ref}}

-- What a hosting proves itself with. It is asked before it is known for which
-- workspace a delivery is, and stands in no record, ledger row or archive.
create table code_hook (
  repository_id text primary key,
  workspace_id text not null references workspace (id),
  secret text not null
);
create index code_hook_of on code_hook (workspace_id, repository_id);

-- Each delivery, for those who look after the connection.
create table code_delivery (
  workspace_id text not null references workspace (id),
  id text not null,
  repository_id text not null,
  at bigint not null,
  event text not null,
  outcome text not null,
  reason text not null,
  refs bigint not null,
  primary key (workspace_id, id)
);
create index code_delivery_of on code_delivery (workspace_id, repository_id, id);
{{tenant code_delivery}}

-- What was delivered already, by the number that the hosting gave it and by
-- what it said: the number is not signed, so the same words under another
-- number are a replay too. Kept as long as the repository is connected.
create table code_seen (
  repository_id text not null,
  mark text not null,
  workspace_id text not null references workspace (id),
  at bigint not null,
  primary key (repository_id, mark)
);
create index code_seen_of on code_seen (workspace_id);
