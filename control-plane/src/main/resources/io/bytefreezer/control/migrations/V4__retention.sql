-- Days of event time after which a dataset's rows go; null where they stay.
alter table dataset add column retention_days integer;
