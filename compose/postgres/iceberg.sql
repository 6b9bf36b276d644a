-- The lake's catalog has a database of its own beside the control plane's. Runs once, on an empty volume.
CREATE DATABASE iceberg OWNER bytefreezer;
