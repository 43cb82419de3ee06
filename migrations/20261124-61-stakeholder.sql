-- Who has a stake in a product, and what each of them is to hear how often.

create table stakeholder (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text,
  contact_id text,
  title text not null default '',
  power bigint not null,
  interest bigint not null,
  stance text not null,
  cares text not null default '',
  owner_id text,
  notes text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id),
  foreign key (workspace_id, contact_id) references record (workspace_id, id)
);
create index stakeholder_product on stakeholder (workspace_id, product_id);
{{tenant stakeholder}}

create table cadence (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  stakeholder_id text not null,
  topics text not null default '[]',
  every text not null,
  form text not null,
  by_id text,
  since_on text,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id),
  foreign key (workspace_id, stakeholder_id) references stakeholder (workspace_id, id)
);
create index cadence_product on cadence (workspace_id, product_id);
{{tenant cadence}}

-- What a stakeholder was told, and when.
create table briefing (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  stakeholder_id text not null,
  topics text not null default '[]',
  form text not null,
  cut_id text,
  title text not null,
  body text not null default '',
  since bigint not null default 0,
  state text not null,
  member_id text,
  sent_at bigint not null default 0,
  sent_by text,
  opened_at bigint not null default 0,
  linked_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id),
  foreign key (workspace_id, stakeholder_id) references stakeholder (workspace_id, id),
  foreign key (workspace_id, cut_id) references cut (workspace_id, id)
);
create index briefing_product on briefing (workspace_id, product_id);
create index briefing_stakeholder on briefing (workspace_id, stakeholder_id);
create index briefing_member on briefing (workspace_id, member_id);
{{tenant briefing}}

-- Asked before it is known in which workspace somebody reads, so it stands
-- outside of them. Only hashes are here.
create table briefing_secret (
  hash text primary key,
  workspace_id text not null references workspace (id),
  briefing_id text not null,
  linked_at bigint not null
);
create index briefing_secret_of on briefing_secret (workspace_id, briefing_id);

-- How often the link of a briefing was opened on which day. No reader is in it.
create table briefing_opening (
  workspace_id text not null references workspace (id),
  briefing_id text not null,
  day_on text not null,
  count bigint not null,
  last_at bigint not null,
  primary key (workspace_id, briefing_id, day_on)
);
