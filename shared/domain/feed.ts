import { createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Where the line is on the web, and what only it and the carrier know. */
export interface Home {
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly authTokens: readonly string[];
}

/** Below this path every volunteer's calendar lies, each under a secret name: whoever has the address reads it, as calendar programs bring no password. */
export const FEED_PATH = '/calendar';
/** 128 bits in letters that a text may hold, so that the address and a sentence fit into one segment. */
const SECRET_LENGTH = 22;
const FILE = new RegExp(`^${FEED_PATH}/([\\w-]{${SECRET_LENGTH}})\\.ics$`);

/**
 * A secret for the address of a calendar that one text asked for: the same text makes the same. The carrier knows the id of every text and
 * so may others who see its logs; only with the token that signs can it be made from that. Undefined where there is no token.
 */
export const newFeedSecret = ({ authTokens: [token] }: Home, cause: string): string | undefined =>
  token ? createHmac('sha256', token).update(`calendar/${cause}`).digest('base64url').slice(0, SECRET_LENGTH) : undefined;

/** The secret that chance makes of these bytes, 16 or more. */
export const feedSecretOf = (random: Buffer): string => random.toString('base64url').slice(0, SECRET_LENGTH);

export const feedAddress = ({ publicUrl }: Pick<Home, 'publicUrl'>, secret: string): string => `${publicUrl}${FEED_PATH}/${secret}.ics`;

/** The secret in the path of a request; undefined where it can be none. */
export const feedSecretIn = (path: string): string | undefined => FILE.exec(path)?.[1];

/** By what a calendar is found: not its secret, so that the key of a row opens nothing. */
export const feedHash = (secret: string): string => hash('sha256', `calendar/${secret}`, 'base64url');

/** Whether this is their secret now; it takes as long whatever of it is right. */
export const isFeedOf = ({ feed }: { readonly feed?: string }, secret: string): boolean =>
  feed !== undefined && timingSafeEqual(Buffer.from(feedHash(feed)), Buffer.from(feedHash(secret)));
