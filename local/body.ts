import { isAscii } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** The most bytes that a request may carry. A text of 1,600 characters with ten pictures needs less than 32 kB. */
export const BODY_BYTES_MAX = 256 * 1024;

/** What is too large is read to its end all the same, up to here, so that its sender hears why; after that the connection is cut. */
const DISCARDED_BYTES_MAX = 16 * 1024 * 1024;

/** The bytes of a request; undefined when there are more than BODY_BYTES_MAX. Rejects when the sender goes away. */
export const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    let first: Buffer | undefined;
    let more: Buffer[] | undefined;
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > DISCARDED_BYTES_MAX) request.destroy(new Error('far too large'));
      else if (size > BODY_BYTES_MAX) first = more = undefined;
      else if (first === undefined) first = chunk;
      else if (more === undefined) more = [first, chunk];
      else more.push(chunk);
    });
    request.on('end', () => resolve(size > BODY_BYTES_MAX ? undefined : more ? Buffer.concat(more) : (first ?? Buffer.alloc(0))));
    request.on('error', reject);
  });

/** The body as Lambda would hand it over: text where it is plain ASCII, as every form is; base64 otherwise, so that no byte is lost. */
export const asLambdaBody = (bytes: Buffer): { body: string; isBase64Encoded: boolean } =>
  isAscii(bytes) ? { body: bytes.toString('latin1'), isBase64Encoded: false } : { body: bytes.toString('base64'), isBase64Encoded: true };
