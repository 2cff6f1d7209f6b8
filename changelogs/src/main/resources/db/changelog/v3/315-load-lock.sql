--liquibase formatted sql

--changeset credit-platform:315-load-lock
--comment: Whose the load lock is, in the one row: who writes to the database has put an identifier of his own there, and each of his transactions proves that it is still there; file is the name of the SQLite file that he wrote to. So of two who both believe that they have the lock, the later one has it.
CREATE TABLE load_lock (
    holder TEXT NOT NULL,
    file   TEXT
);
INSERT INTO load_lock (holder) VALUES ('nobody');
--rollback DROP TABLE load_lock /* derived */;
