import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { WebEvent } from '../../shared/shell/door.ts';

/** In which of Lambda's shapes a request arrives. */
export type Shape = 'http-api' | 'http-api-plain' | 'function-url' | 'rest-api';
export const SHAPES: readonly Shape[] = ['http-api', 'http-api-plain', 'function-url', 'rest-api'];

export interface SignedRequest {
  readonly publicUrl: string;
  readonly path: string;
  readonly token: string;
  /** As a form: a list repeats the name. Or pairs, where the order between names matters. */
  readonly params: Readonly<Record<string, string | readonly string[]>> | readonly (readonly [string, string])[];
  /** Raw, without the question mark: "m=abc". */
  readonly query?: string;
  readonly shape?: Shape;
  /** The stage in the path, as API Gateway puts it there: "prod". */
  readonly stage?: string;
}

/** A webhook request as Lambda hands it over, signed with the twilio package's own function, as Twilio would sign it. */
export const signedEvent = (request: SignedRequest): WebEvent => {
  const pairs = pairsOf(request.params);
  const url = request.publicUrl + request.path + (request.query ? `?${request.query}` : '');
  const signature = webhooks.getExpectedTwilioSignature(request.token, url, grouped(pairs));
  return shaped(request, formBody(pairs), signature);
};

/** The same request with a signature of one's own choosing, or with none. */
export const unsignedEvent = (request: Omit<SignedRequest, 'token'>, signature?: string): WebEvent =>
  shaped(request, formBody(pairsOf(request.params)), signature);

const shaped = (request: Omit<SignedRequest, 'token'>, body: string, signature: string | undefined): WebEvent => {
  const { path, query = '', shape = 'http-api', stage } = request;
  const staged = stage ? `/${stage}${path}` : path;
  if (shape === 'rest-api') {
    return {
      headers: { 'Content-Type': FORM, 'X-Twilio-Signature': signature, Host: 'not-to-be-believed.example' },
      httpMethod: 'POST',
      path,
      multiValueQueryStringParameters: query === '' ? null : decodedQuery(query),
      requestContext: { path: staged, ...(stage && { stage }) },
      body,
      isBase64Encoded: false,
    };
  }
  const base64 = shape !== 'http-api-plain';
  return {
    headers: { 'content-type': FORM, 'x-twilio-signature': signature, host: 'not-to-be-believed.example' },
    rawPath: shape === 'function-url' ? path : staged,
    rawQueryString: query,
    requestContext: { stage: stage ?? '$default', http: { method: 'POST', path: staged } },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
  };
};

const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

const pairsOf = (params: SignedRequest['params']): readonly (readonly [string, string])[] =>
  isPairs(params)
    ? params
    : Object.entries(params).flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map(one => [name, one] as const));

const isPairs = (params: SignedRequest['params']): params is readonly (readonly [string, string])[] => Array.isArray(params);

const grouped = (pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(pairs.map(([name]) => name))].map(name => {
      const values = pairs.filter(pair => pair[0] === name).map(pair => pair[1]);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );

const formBody = (pairs: readonly (readonly [string, string])[]): string =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();

const decodedQuery = (query: string): Record<string, string[]> => {
  const decoded: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) decoded[name] = [...(decoded[name] ?? []), value];
  return decoded;
};
