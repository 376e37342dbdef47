import { StoreTrouble } from './store.ts';

/** How often one request is tried. With a second for each and the waits between, a webhook hears of trouble well within 5 seconds. */
export const ATTEMPTS = 3;
export const REQUEST_TIMEOUT_MS = 1_200;

/** Waits before the next attempt, which is the first, second... after a failed one. */
export type Pause = (failed: number) => Promise<void>;

/** Longer each time, and not the same for all who were turned away together. */
export const pauseWithJitter: Pause = failed =>
  new Promise(resolve => {
    setTimeout(resolve, 40 * 3 ** failed * (0.5 + Math.random() / 2));
  });

/** Why DynamoDB cancelled a transaction, in the order of its writes. */
export interface Cancellation {
  readonly Code?: string | undefined;
  readonly Item?: Record<string, unknown> | undefined;
}
export const cancellationsOf = (error: unknown): readonly Cancellation[] | undefined =>
  error instanceof Error && error.name === 'TransactionCanceledException'
    ? ((error as { CancellationReasons?: readonly Cancellation[] }).CancellationReasons ?? [])
    : undefined;

/** What passes by itself: others in the way, too many requests, the network. Undefined for all that trying again cannot mend. */
export type Passing = 'contended' | 'throttled' | 'unreachable';

const THROTTLED = new Set([
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
]);
const UNREACHABLE = new Set([
  'TimeoutError',
  'TransactionInProgressException',
  'InternalServerError',
  'ServiceUnavailable',
  'NetworkingError',
]);
/** Refusals that are about the account or its table, not about what was asked. */
const CLOSED_TO_US = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
]);

/** Whether and why it is worth trying again (DynamoDB developer guide, "Error handling with DynamoDB"). */
export function passing(error: unknown): Passing | undefined {
  const cancellations = cancellationsOf(error);
  if (cancellations !== undefined) {
    const codes = cancellations.map(({ Code }) => Code ?? 'None');
    if (codes.includes('ConditionalCheckFailed')) return undefined;
    if (codes.some(code => THROTTLED.has(code))) return 'throttled';
    return codes.includes('TransactionConflict') ? 'contended' : undefined;
  }
  if (!(error instanceof Error)) return undefined;
  if (THROTTLED.has(error.name)) return 'throttled';
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  const ofTheNetwork = code !== undefined && /^(E[A-Z_]+|UND_ERR.*|ERR_SOCKET.*)$/.test(code);
  if (UNREACHABLE.has(error.name) || ofTheNetwork || ($metadata?.httpStatusCode ?? 0) >= 500) return 'unreachable';
  return undefined;
}

/**
 * The answer of the request, tried again while what stands in its way may pass, each time the same request. Throws StoreTrouble when it does
 * not pass, and the last error itself where other transactions stayed in the way or where the request was wrong.
 */
export async function patiently<T>(request: () => Promise<T>, pause: Pause): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (error) {
      const reason = passing(error);
      if (reason === undefined) throw error instanceof Error && CLOSED_TO_US.has(error.name) ? new StoreTrouble('unknown', error) : error;
      if (attempt === ATTEMPTS) throw reason === 'contended' ? error : new StoreTrouble(reason, error);
      await pause(attempt);
    }
  }
}
