-- In what a table was unlike what was signed off before, as its approver had seen.
alter table submission add column findings jsonb check (findings is null or state = 'approved');
