-- A feature's bet: the problem, the prediction, what it may cost, and how it
-- came out.

alter table feature add column effort_low double precision;
alter table feature add column effort_high double precision;
alter table feature add column released_on text;
alter table feature add column problem text not null default '';
alter table feature add column bet_metric_id text;
alter table feature add column bet_low double precision;
alter table feature add column bet_high double precision;
alter table feature add column bet_in text not null default '';
alter table feature add column bet_on text;
alter table feature add column bet_odds double precision;
alter table feature add column cost_limit bigint;
alter table feature add column cost_in text not null default '';
alter table feature add column dangers text not null default '';
alter table feature add column stop_when text not null default '';
alter table feature add column assumptions text not null default '[]';
alter table feature add column bet_by text;
alter table feature add column bet_made_on text;
alter table feature add column bet_outcome text not null default '';
alter table feature add column bet_suggested text not null default '';
alter table feature add column bet_reason text not null default '';
alter table feature add column bet_before double precision;
alter table feature add column bet_change double precision;
alter table feature add column bet_change_low double precision;
alter table feature add column bet_change_high double precision;
alter table feature add column bet_settled_at bigint not null default 0;
alter table feature add column bet_settled_by text;
alter table feature add column bet_judged_first text;
