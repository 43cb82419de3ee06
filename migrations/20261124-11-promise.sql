-- What somebody was promised, by when and by whom, with the days before; and
-- under which odds a workspace calls a promise at risk.

create table promise (
  workspace_id text not null,
  id text not null,
  words text not null default '',
  account_id text,
  contact_id text,
  member_id text,
  due_on text,
  said_by text,
  said_on text,
  said_in text not null default '',
  days text not null default '[]',
  ended_on text,
  ended_why text not null default '',
  risk_at bigint not null default 0,
  risk_odds double precision,
  handled_at bigint not null default 0,
  handled_by text,
  handling text not null default '',
  escalated_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
create index promise_account on promise (workspace_id, account_id);
create index promise_contact on promise (workspace_id, contact_id);
{{tenant promise}}

create table promise_bound (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  odds bigint not null,
  patience bigint not null,
  primary key (workspace_id, id)
);
{{tenant promise_bound}}
