import { randomUUID } from 'node:crypto';

/**
 * A name for a commit that only one may win. Two workers may make the very same write in the same millisecond, and under one name the database
 * would take it for one commit that was repeated.
 */
export const ownName = (what: string): string => `${what}-${randomUUID()}`;
