--liquibase formatted sql

--changeset credit-platform:020-eggs-sqlite dbms:sqlite
CREATE TABLE eggs (egg_id INTEGER PRIMARY KEY);

--changeset credit-platform:020-eggs-postgresql dbms:postgresql
CREATE TABLE eggs (egg_id BIGINT PRIMARY KEY);
