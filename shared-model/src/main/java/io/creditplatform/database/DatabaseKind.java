package io.creditplatform.database;

import java.sql.SQLException;

/**
 * A kind of database, with every difference from the others that the program must know, in the four concerns there are. Each kind
 * has a package of its own, and is found as a service, so that nothing else knows its classes.
 */
public interface DatabaseKind {

    /** The name that the program has for it. */
    Database database();

    /** Its SQL. */
    Dialect dialect();

    /** How to come to it. */
    Connections connections();

    /** What is done to a database as a whole. */
    Upkeep upkeep();

    /** What a failure of its driver means. */
    Refusal refusal(SQLException failure);
}
