/** Port on which MSK's brokers take clients that authenticate by IAM. */
export const IAM_PORT = 9098;

/**
 * Ports on which MSK's brokers have their metrics for Prometheus.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/open-monitoring.html
 */
export const METRICS_PORTS = { "jmx-exporter": 11001, "node-exporter": 11002 } as const;

/** Port of MySQL. */
export const MYSQL_PORT = 3306;

/** Port of PostgreSQL. */
export const POSTGRESQL_PORT = 5432;
