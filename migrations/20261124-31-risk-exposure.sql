-- What a risk would cost, in money or days, and how likely it is in percent;
-- what follows from that; what is done; and what it did cost.
alter table risk add column severity bigint;
alter table risk add column probability double precision;
alter table risk add column loss bigint;
alter table risk add column currency text not null default '';
alter table risk add column delay bigint;
alter table risk add column exposure bigint;
alter table risk add column exposure_days double precision;
alter table risk add column plan text not null default '';
alter table risk add column steps text not null default '[]';
alter table risk add column occurred_on text;
alter table risk add column cost bigint;
alter table risk add column cost_days bigint;
