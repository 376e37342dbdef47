import type { WebEvent } from '../shell/door.ts';

/** Names and values in the order in which they were sent, repeats and blanks kept, nothing trimmed: this is what Twilio signs. */
export type Pairs = readonly (readonly [name: string, value: string])[];

export interface Form {
  readonly pairs: Pairs;
  /** The body as text, before anything was decoded in it. */
  readonly raw: string;
}

/** Reads a form body in every shape Lambda delivers it. Total: a malformed escape stays as it was written. */
export const readForm = (event: Pick<WebEvent, 'body' | 'isBase64Encoded'>): Form => {
  const body = event.body ?? '';
  const raw = event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return { pairs: decodePairs(raw), raw };
};

/** The query of a request as pairs, from the raw query string or, for the REST API that has none, from its decoded parameters. */
export const readQuery = (event: Pick<WebEvent, 'rawQueryString' | 'multiValueQueryStringParameters'>): Pairs =>
  event.rawQueryString === undefined
    ? Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
        (values ?? []).map(value => [name, value] as const),
      )
    : decodePairs(event.rawQueryString);

/** The first value of this name, as sent; undefined when it was not sent at all. */
export const first = (pairs: Pairs, name: string): string | undefined => pairs.find(pair => pair[0] === name)?.[1];

/** The ampersand in front keeps URLSearchParams from taking a leading question mark for the start of a query. */
const decodePairs = (encoded: string): Pairs => (encoded === '' ? [] : [...new URLSearchParams(`&${encoded}`)]);
