/**
 * What Lambda hands to a door and what the door answers, for HTTP API (payload 2.0), function URLs and REST API (1.0) alike. The server of
 * one machine makes the same shapes, so that the handlers that run there are the ones that run on AWS.
 */
export interface WebEvent {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean;
  /** Payload 2.0. */
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  /** Payload 1.0 (REST API) has no raw query string. */
  readonly path?: string;
  readonly httpMethod?: string;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null;
  readonly requestContext?: {
    readonly path?: string;
    readonly stage?: string;
    readonly http?: { readonly method?: string; readonly path?: string };
  };
}
export interface WebResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
export type WebDoor = (event: WebEvent) => Promise<WebResult>;
