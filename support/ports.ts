/** Port on which MSK's brokers take clients that authenticate by IAM. */
export const IAM_PORT = 9098;

/** Port of MySQL. */
export const MYSQL_PORT = 3306;

/** Port of PostgreSQL. */
export const POSTGRESQL_PORT = 5432;
