/** Before every route's path but those of `UNPREFIXED`. */
export const API_PREFIX = 'api/v1';
/** What load balancers ask stays the same in every version. */
export const UNPREFIXED = ['health/live', 'health/ready'];
